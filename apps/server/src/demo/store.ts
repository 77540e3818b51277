import type { Pool, Queryable } from '../database/pool.ts';

export async function isSeeded(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query("select from settings where name = 'demo-seeded'");
  return rowCount === 1;
}

export async function markSeeded(db: Queryable): Promise<void> {
  await db.query("insert into settings (name, value) values ('demo-seeded', 'true')");
}

/** Runs `work` while no other process on this database does: the lock lives as long as its connection. */
export async function withSeedLock(pool: Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query("select pg_advisory_lock(hashtext('gapura-demo'))");
    await work();
  } finally {
    client.release(true);
  }
}
