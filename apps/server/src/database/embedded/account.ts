import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { StartError } from '../../config/start-error.ts';
import { ignoreMissing } from './failures.ts';

/** An operating-system account that PostgreSQL can run under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root needs another account: the one that made the database, else `postgres`, `nobody`
 * or any other. Undefined for an ordinary user, who runs PostgreSQL as itself.
 * @throws StartError when there is none
 */
export async function findServerAccount(dataDirectory: string): Promise<Account | undefined> {
  if (process.geteuid?.() !== 0) {
    assertNamed();
    return undefined;
  }
  const made = await ignoreMissing(stat(join(dataDirectory, 'database', 'cluster')));
  if (made !== undefined && made.uid !== 0) {
    return { uid: made.uid, gid: made.gid };
  }
  const account = chooseAccount(await readFile('/etc/passwd', 'utf8'));
  if (account === undefined) {
    throw new StartError(
      'PostgreSQL does not run as root and /etc/passwd has no other account. Add one (useradd --system gapura) or set DATABASE_URL.',
    );
  }
  return account;
}

/** Picks from the text of /etc/passwd. */
export function chooseAccount(passwd: string): Account | undefined {
  const accounts = passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    const account = { name, uid: Number(uid), gid: Number(gid) };
    return Number.isInteger(account.uid) && Number.isInteger(account.gid) && account.uid > 0 ? [account] : [];
  });
  const named = ['postgres', 'gapura', 'nobody'].map((name) => accounts.find((account) => account.name === name));
  const chosen = named.find((account) => account !== undefined) ?? accounts[0];
  return chosen && { uid: chosen.uid, gid: chosen.gid };
}

/** initdb looks up the name of the account it runs under. */
function assertNamed(): void {
  try {
    userInfo();
  } catch (cause) {
    const uid = process.geteuid?.();
    throw new StartError(
      `user ${uid} has no name on this machine (/etc/passwd). Start as a named user, or set DATABASE_URL.`,
      {
        cause,
      },
    );
  }
}

export const may = { enter: 0o1, read: 0o4, run: 0o5 } as const;

/** Whether the account may enter this folder, and so every folder on the way to it. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  const path = resolve(folder);
  return (await allows(account, path, may.enter)) && (path === dirname(path) || canEnter(account, dirname(path)));
}

/** Whether the mode of this file or folder gives the account what is wanted. */
export async function allows({ uid, gid }: Account, path: string, wanted: number): Promise<boolean> {
  const { uid: owner, gid: group, mode } = await stat(path);
  const shift = owner === uid ? 6 : group === gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}
