import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type { PoolClient } from 'pg';
import type { Pool } from './pool.ts';

/** A lock that is not to be had in time, and one that two wait for in a circle: what comes right by trying again. */
const lockCodes = ['55P03', '40P01'];
const folder = fileURLToPath(new URL('../../src/database/migrations', import.meta.url));

/** The database was made by a newer version of this software than the one that is starting. */
export class NewerSchema extends Error {
  constructor(names: readonly string[]) {
    super(
      `The database has migrations that this version does not know (${names.join(', ')}). Start the newer version.`,
    );
    this.name = 'NewerSchema';
  }
}

/**
 * Brings the schema up to this version, forward only. Safe when several processes start at once (advisory lock).
 * @throws NewerSchema
 */
export async function migrate(pool: Pool): Promise<void> {
  const known = await knownMigrations();
  const applied = await appliedMigrations(pool);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new NewerSchema(unknown);
  }
  if (applied.length < known.length) {
    await applyMissing(pool);
  }
}

/** Migrations of this version that the database does not have, as after an old backup was brought back under a running server. */
export async function missingMigrations(pool: Pool): Promise<readonly string[]> {
  const applied = await appliedMigrations(pool);
  return (await knownMigrations()).filter((name) => !applied.includes(name));
}

async function knownMigrations(): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -4))
    .toSorted();
}

async function appliedMigrations(pool: Pool): Promise<string[]> {
  const table = await pool.query<{ exists: boolean }>(
    "select to_regclass('public.pgmigrations') is not null as exists",
  );
  if (table.rows[0]?.exists !== true) {
    return [];
  }
  const { rows } = await pool.query<{ name: string }>('select name from pgmigrations order by id');
  return rows.map(({ name }) => name);
}

/** Whoever asks for a table after a migration waits behind it, so a migration gives up before visitors notice, and tries again. */
const waitsForLockMs = 1_000;
const betweenTriesMs = 1_000;
/** Longer than any reading takes: PostgreSQL ends a statement of the server after ten seconds. */
const maxTries = 60;

async function applyMissing(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    // Several processes may start together: the session lock makes the others wait instead of failing.
    await client.query('set statement_timeout = 0');
    await client.query("select pg_advisory_lock(hashtext('gapura-migrate'))");
    await client.query(`set lock_timeout = ${waitsForLockMs}`);
    await applyInTurn(client);
  } finally {
    client.release(true);
  }
}

/** One after another, each in a transaction of its own, so that no lock is held longer than its migration takes. */
async function applyInTurn(client: PoolClient): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      while (await applyNext(client)) {
        tries = 1;
      }
      return;
    } catch (error) {
      if (!lockCodes.includes(String((error as { code?: unknown }).code)) || tries === maxTries) {
        throw error;
      }
    }
    await wait(betweenTriesMs);
  }
}

/** False when there is none left. */
async function applyNext(client: PoolClient): Promise<boolean> {
  const applied = await runner({
    dbClient: client,
    dir: folder,
    migrationsTable: 'pgmigrations',
    direction: 'up',
    count: 1,
    // So that a failure rolls back, and the connection can try again.
    singleTransaction: true,
    noLock: true,
    checkOrder: true,
    log: () => undefined,
  });
  return applied.length > 0;
}
