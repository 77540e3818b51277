import pg from 'pg';

/** How a client reaches the embedded database. */
export interface Connection {
  /** The folder of the unix socket: there is no network port. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** Makes the application's database when the cluster is new. */
export async function createDatabase(connection: Connection): Promise<void> {
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
