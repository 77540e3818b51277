import pg from 'pg';
import type { EmbeddedPostgres } from './start-embedded-postgres.ts';

/** Makes the application's database when the cluster is new. */
export async function createDatabase(connection: EmbeddedPostgres['connection']): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [connection.database]);
    if (rowCount === 0) {
      await client.query(`create database ${pg.escapeIdentifier(connection.database)}`);
    }
  } finally {
    await client.end();
  }
}
