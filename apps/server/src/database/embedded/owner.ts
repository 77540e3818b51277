import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../config/start-error.ts';
import { ignoreMissing } from './failures.ts';
import { findProcessIdentity } from './process-table.ts';

const mostAttempts = 5;

/**
 * Makes this process the only owner of a data directory; an owner that has died does not count.
 * @returns what gives it up again
 * @throws StartError when another living process owns it
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'owner.json');
  const draft = `${path}.${randomUUID()}`;
  const mine = JSON.stringify({
    pid: process.pid,
    identity: await findProcessIdentity(process.pid),
    claim: randomUUID(),
  });
  await writeFile(draft, mine);
  try {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      if (await placeIfFree(draft, path)) {
        return () => rm(path, { force: true });
      }
      await setAsideIfDead(path, folder);
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new StartError(
    `another Gapura is starting on this data directory (${folder}). Wait a moment, then start again.`,
  );
}

/** A link appears with its whole content or not at all, and never over another one. */
async function placeIfFree(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function setAsideIfDead(path: string, folder: string): Promise<void> {
  const found = await ignoreMissing(readFile(path, 'utf8'));
  if (found === undefined) {
    return;
  }
  const owner = parseOwner(found);
  if (owner !== undefined && (await findProcessIdentity(owner.pid)) === owner.identity) {
    throw new StartError(
      `another Gapura (process ${owner.pid}) uses this data directory (${folder}). Stop it, or choose another with GAPURA_DATA.`,
    );
  }
  const aside = `${path}.${randomUUID()}`;
  await ignoreMissing(rename(path, aside));
  // Somebody else may have replaced the dead owner since we looked; then the living one gets its place back.
  if ((await ignoreMissing(readFile(aside, 'utf8'))) !== found) {
    await ignoreMissing(placeIfFree(aside, path));
  }
  await rm(aside, { force: true });
}

/** A file that a power cut left empty names nobody. */
function parseOwner(text: string): { pid: number; identity: string } | undefined {
  try {
    const { pid, identity } = JSON.parse(text) as { pid?: unknown; identity?: unknown };
    return typeof pid === 'number' && typeof identity === 'string' ? { pid, identity } : undefined;
  } catch {
    return undefined;
  }
}
