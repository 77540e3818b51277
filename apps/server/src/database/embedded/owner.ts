import { readFileSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../config/start-error.ts';

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with the same number; empty where the system does not say. */
  readonly born: string;
}

/**
 * Claims a data folder for this process. A claim whose process has died is taken over.
 * @returns what gives the claim up
 * @throws StartError when a living process holds it
 */
export async function claimFolder(folder: string): Promise<() => void> {
  const path = join(folder, 'owner.json');
  const claim = JSON.stringify({ pid: process.pid, born: bornOf(process.pid) });
  try {
    await writeFile(path, claim, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
    await assertOwnerIsDead(path);
    await rm(path, { force: true });
    await writeFile(path, claim, { flag: 'wx', mode: 0o600 });
  }
  return () => rmSync(path, { force: true });
}

async function assertOwnerIsDead(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const owner = parseOwner(text);
  if (owner !== null && isAlive(owner.pid) && bornOf(owner.pid) === owner.born) {
    throw new StartError(`another Gapura (process ${owner.pid}) uses this data folder. Stop it first, or set GAPURA_DATA.`);
  }
}

function parseOwner(text: string): Owner | null {
  try {
    const { pid, born } = JSON.parse(text);
    return typeof pid === 'number' && typeof born === 'string' ? { pid, born } : null;
  } catch {
    // A claim that was cut off while it was written belongs to nobody.
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time in clock ticks since boot: the 22nd field of /proc/<pid>/stat on Linux. */
function bornOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
