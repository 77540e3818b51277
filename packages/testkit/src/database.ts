import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const template = 'gapura_template';

/** The URL of another database on the same server. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

async function runOnServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(server, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function serverUrl(): string {
  const url = process.env['GAPURA_TEST_POSTGRES'];
  if (url === undefined) {
    throw new Error('GAPURA_TEST_POSTGRES is not set: run through vitest, whose global set-up starts PostgreSQL.');
  }
  return url;
}

/** A migrated database of its own, cloned from the template that the global set-up made. */
export async function createTestDatabase(server: string = serverUrl()): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runOnServer(server, `create database ${name} template ${template}`);
  return {
    url: databaseUrl(server, name),
    drop: () => runOnServer(server, `drop database if exists ${name} with (force)`),
  };
}

export async function createTemplate(server: string, migrate: (url: string) => Promise<void>): Promise<void> {
  await runOnServer(server, `create database ${template}`);
  await migrate(databaseUrl(server, template));
}
