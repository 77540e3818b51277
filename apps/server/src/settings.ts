import { randomBytes } from 'node:crypto';
import type { Config } from './config/config.ts';
import { StartError } from './config/start-error.ts';
import { getOnly, type Queryable } from './database/pool.ts';

/** Reads a setting of this installation, or keeps `fresh` as its value; whoever asks first decides. */
export async function getSetting<T>(db: Queryable, name: string, fresh: T): Promise<T> {
  await db.query('insert into settings (name, value) values ($1, $2) on conflict do nothing', [
    name,
    JSON.stringify(fresh),
  ]);
  const { rows } = await db.query<{ value: T }>('select value from settings where name = $1', [name]);
  return getOnly(rows).value;
}

/**
 * The demo's keys and people never mix with real ones: a database belongs to the mode of its first start.
 * @throws StartError
 */
export async function claimMode(db: Queryable, mode: Config['mode']): Promise<void> {
  const owner = await getSetting(db, 'mode', mode);
  if (owner !== mode) {
    throw new StartError(
      `this database was made in ${owner} mode and cannot be used in ${mode} mode. Give another GAPURA_DATA or DATABASE_URL.`,
    );
  }
}

/** The root secret that all processes on one external database share; an operator who wants it elsewhere gives GAPURA_SECRET. */
export async function findOrCreateSharedSecret(db: Queryable): Promise<Buffer> {
  return Buffer.from(await getSetting(db, 'root-secret', randomBytes(32).toString('base64')), 'base64');
}
