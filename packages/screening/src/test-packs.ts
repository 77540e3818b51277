import { parseRulePack } from './parse-rule-pack.ts';
import type { RulePack } from './rule-pack.ts';

/** A shipped pack, by what reads its files: tests may read files, this package may not. */
export function getPack(name: string, readJson: (path: string) => unknown): RulePack {
  const parsed = parseRulePack(readJson(`${name}/pack.json`), readJson(`${name}/limits.json`));
  if (!parsed.ok) throw new Error(parsed.errors.map(({ path, message }) => `${path} ${message}`).join('; '));
  return parsed.pack;
}
