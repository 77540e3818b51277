import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartError } from '../../config/start-error.ts';

/** The operating-system account that PostgreSQL runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const preferredNames = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, and needs an account that has a name. Null means: the account of this process.
 * @throws StartError when root finds no other account
 */
export async function findAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').flatMap(parseAccount);
  const chosen =
    preferredNames.map((name) => accounts.find((account) => account.name === name)).find(Boolean) ?? accounts.at(-1);
  if (chosen === undefined) {
    throw new StartError('PostgreSQL does not run as root, and this machine has no other account. Start as an ordinary user.');
  }
  return chosen;
}

function parseAccount(line: string): Account[] {
  const [name = '', , uid, gid] = line.split(':');
  const account = { name, uid: Number(uid), gid: Number(gid) };
  return name !== '' && account.uid > 0 && account.gid > 0 ? [account] : [];
}

/** Whether the account may pass through every folder above `path` (the last one that exists, and those above it). */
export async function mayReach(account: Account, path: string): Promise<boolean> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    if (found !== null && !mayPass(account, found)) {
      return false;
    }
  }
  return true;
}

function mayPass(account: Account, folder: { mode: number; uid: number; gid: number }): boolean {
  if (folder.uid === account.uid) {
    return (folder.mode & 0o100) !== 0;
  }
  return (folder.mode & (folder.gid === account.gid ? 0o010 : 0o001)) !== 0;
}
