import { createHash } from 'node:crypto';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../../config/start-error.ts';
import { findAccount, mayReach, type Account } from './account.ts';

const checkout = fileURLToPath(new URL('../../../../../', import.meta.url));

/** `.gapura` in the checkout; for root, a folder of the system where PostgreSQL's account could not reach that. */
export async function defaultDataFolder(): Promise<string> {
  const account = await findAccount();
  if (account === null || (await mayReach(account, checkout))) {
    return join(checkout, '.gapura');
  }
  return join('/var/lib/gapura', createHash('sha256').update(checkout).digest('hex').slice(0, 12));
}

/**
 * Makes the data folder, passable for PostgreSQL's account and readable for nobody else.
 * @throws StartError when it cannot be made or reached
 */
export async function prepareDataFolder(folder: string, account: Account | null): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, account === null ? 0o700 : 0o711);
  } catch (error) {
    throw explain(error, folder);
  }
  if (account !== null && !(await mayReach(account, dirname(folder)))) {
    throw new StartError(
      `PostgreSQL runs as “${account.name}”, who cannot reach ${folder}. Set GAPURA_DATA to a folder under /var/lib.`,
    );
  }
}

/** A folder that belongs to PostgreSQL's account alone. */
export async function makePrivateFolder(folder: string, account: Account | null): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account !== null) {
    await chown(folder, account.uid, account.gid);
  }
  await chmod(folder, 0o700);
}

function explain(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartError(`this account may not write to ${folder}. Set GAPURA_DATA to a folder of your own.`, { cause: error });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartError(`${folder} is not a folder. Set GAPURA_DATA to one.`, { cause: error });
  }
  return error;
}
