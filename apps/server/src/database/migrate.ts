import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type { Pool } from './pool.ts';

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
  const known = (await readdir(folder))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -4))
    .toSorted();
  const applied = await appliedMigrations(pool);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new NewerSchema(unknown);
  }
  if (applied.length < known.length) {
    await applyMissing(pool);
  }
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

async function applyMissing(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    // Several processes may start together: the session lock makes the others wait instead of failing.
    await client.query('set statement_timeout = 0');
    await client.query("select pg_advisory_lock(hashtext('gapura-migrate'))");
    await runner({
      dbClient: client,
      dir: folder,
      migrationsTable: 'pgmigrations',
      direction: 'up',
      noLock: true,
      checkOrder: true,
      log: () => undefined,
    });
  } finally {
    client.release(true);
  }
}
