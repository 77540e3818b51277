import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  stat,
  symlink,
} from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../../config/start-error.ts';
import { canEnter, type Account } from './account.ts';
import { ignoreMissing } from './failures.ts';

const checkout = fileURLToPath(new URL('../../../../../', import.meta.url));

/** Where root keeps what another account must reach, when the data directory is out of that account's reach. */
export const sharedFolder = '/var/lib/gapura';

/** `.gapura` in the checkout; a folder in the user's home when the checkout belongs to somebody else. */
export async function defaultDataFolder(): Promise<string> {
  const folder = join(checkout, '.gapura');
  try {
    await access(checkout, constants.W_OK);
    return folder;
  } catch {
    return (await ignoreMissing(stat(folder))) === undefined
      ? join(homedir(), '.local/share/gapura', shortHash(checkout))
      : folder;
  }
}

/**
 * Makes the folder and those above it, one by one: Node's own recursive mkdir never ends on file systems that answer
 * ENOENT where nothing can be made. True when the folder is new.
 */
async function makeFolders(folder: string, mode: number): Promise<boolean> {
  if ((await ignoreMissing(stat(folder))) !== undefined) {
    return false;
  }
  if (dirname(folder) !== folder) {
    await makeFolders(dirname(folder), mode);
  }
  await mkdir(folder, { mode });
  return true;
}

/** Makes the folder when it is missing. True when it may be taken as ours: new, empty, or used by us before. */
export async function makeDataFolder(folder: string): Promise<boolean> {
  const asRoot = process.geteuid?.() === 0;
  if (await makeFolders(folder, asRoot ? 0o711 : 0o700)) {
    return true;
  }
  const names = await readdir(folder);
  return names.length === 0 || names.includes('owner.json') || names.includes('database');
}

export interface DatabaseFolder {
  readonly home: string;
  /** What PostgreSQL calls its data directory. */
  readonly cluster: string;
  readonly socketFolder: string;
}

interface Situation {
  readonly account: Account | undefined;
  readonly fresh: boolean;
  readonly port: number;
  readonly log: (line: string) => void;
}

/**
 * The folder `database` of a data directory. When root starts PostgreSQL for an account that cannot enter the data directory,
 * `database` is a link to a folder that the account can enter.
 * @throws StartError
 */
export async function prepareDatabaseFolder(dataDirectory: string, situation: Situation): Promise<DatabaseFolder> {
  const { account, fresh, port } = situation;
  if (account !== undefined && fresh) {
    const { mode } = await stat(dataDirectory);
    await chmod(dataDirectory, (mode & 0o777) | 0o011);
  }
  const link = join(dataDirectory, 'database');
  if ((await ignoreMissing(lstat(link))) === undefined) {
    await makeDatabaseFolder(link, situation);
  }
  const home = await ignoreMissing(realpath(link));
  if (home === undefined) {
    throw new StartError(
      `${link} points to a folder that is gone. Bring it back, or choose another data directory with GAPURA_DATA.`,
    );
  }
  if (account !== undefined && !(await canEnter(account, home))) {
    throw new StartError(
      `user ${account.uid}, who runs PostgreSQL for root, cannot enter ${home}. Allow it (chmod o+x on the folders above), or set GAPURA_DATA.`,
    );
  }
  return { home, cluster: join(home, 'cluster'), socketFolder: await makeSocketFolder(home, account, port) };
}

async function makeDatabaseFolder(path: string, { account, log }: Situation): Promise<void> {
  if (account === undefined || (await canEnter(account, dirname(path)))) {
    await mkdir(path);
    await chmod(path, account === undefined ? 0o700 : 0o711);
    return;
  }
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
  const place = await mkdtemp(join(sharedFolder, 'database-'));
  await chmod(place, 0o711);
  await symlink(place, path);
  log(
    `PostgreSQL does not run as root and its account cannot enter ${dirname(path)}, so the database is kept in ${place}.`,
  );
}

/** The longest path of a unix socket is 107 bytes on Linux and 103 on macOS. */
const longestSocketPath = 103;

function socketFolderOf(home: string, port: number): string {
  const beside = join(home, 'socket');
  const fits = Buffer.byteLength(`${beside}/.s.PGSQL.${port}`) <= longestSocketPath;
  return fits ? beside : join(tmpdir(), `gapura-${shortHash(home)}`);
}

/** Where the PostgreSQL of a data directory would listen; null where there has never been one. */
export async function findSocketFolder(dataDirectory: string, port: number): Promise<string | null> {
  const home = await ignoreMissing(realpath(join(dataDirectory, 'database')));
  return home === undefined ? null : socketFolderOf(home, port);
}

async function makeSocketFolder(home: string, account: Account | undefined, port: number): Promise<string> {
  const folder = socketFolderOf(home, port);
  const uid = account?.uid ?? process.geteuid?.();
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined && account !== undefined) {
    await chown(folder, account.uid, account.gid);
  }
  const found = await lstat(folder);
  // A folder with a known name in /tmp could be somebody's trap.
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new StartError(`${folder} belongs to somebody else or is open to others. Remove it and start again.`);
  }
  return folder;
}

function shortHash(path: string): string {
  return createHash('sha256').update(resolve(path)).digest('hex').slice(0, 16);
}
