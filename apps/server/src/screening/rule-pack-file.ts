import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseRulePack, type RulePack } from '@gapura/screening';

const folder = new URL('../../../../rules/', import.meta.url);

/**
 * Reads a rule pack that ships with the software.
 * @throws Error naming each fault of the file; a server without sound rules must not start.
 */
export async function loadRulePack(name: string): Promise<RulePack> {
  const [pack, limits] = await Promise.all([readJson(`${name}/pack.json`), readJson(`${name}/limits.json`)]);
  const parsed = parseRulePack(pack, limits);
  if (!parsed.ok) {
    const faults = parsed.errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new Error(`The rule pack ${name} cannot be used: ${faults}`);
  }
  return parsed.pack;
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(fileURLToPath(new URL(path, folder)), 'utf8'));
}
