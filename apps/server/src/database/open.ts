import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { reportError, reportProgress } from '../report.ts';
import { defaultDataFolder, startEmbeddedPostgres } from './embedded/index.ts';
import { NewerSchema, migrate } from './migrate.ts';
import { openPool, type Pool } from './pool.ts';

const poolSize = 12;

export interface Database {
  readonly url: string;
  readonly pool: Pool;
  /** Where the embedded database keeps its files; null with an external one. */
  readonly dataFolder: string | null;
  close(): Promise<void>;
}

/** Starts or finds PostgreSQL and brings its schema up to date. @throws StartError */
export async function openDatabase(config: Config): Promise<Database> {
  const server = await reachServer(config);
  let closing = false;
  // Connections that PostgreSQL ends while we stop it are no news.
  const onError = (error: Error): void => (closing ? undefined : reportError(error));
  const pool = openPool(server.url, { max: poolSize, onError });
  const database = {
    ...server,
    pool,
    async close() {
      closing = true;
      await pool.end();
      await server.stop();
    },
  };
  try {
    await migrate(pool);
    await assertDurable(pool);
  } catch (error) {
    await database.close();
    throw describeDatabaseFailure(error);
  }
  return database;
}

async function reachServer({ database, dataFolder }: Config) {
  if (database.kind === 'external') {
    return { url: database.url, dataFolder: null, stop: () => Promise.resolve() };
  }
  const folder = dataFolder ?? (await defaultDataFolder());
  const postgres = await startEmbeddedPostgres({ dataDirectory: folder, log: reportProgress });
  return { url: postgres.url, dataFolder: folder, stop: () => postgres.stop() };
}

/** An answer must not leave before its commit is on disk. */
async function assertDurable(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ synchronous_commit: string }>('show synchronous_commit');
  if (rows[0]?.synchronous_commit === 'off') {
    throw new StartError('this PostgreSQL has synchronous_commit = off, so admissions could be lost. Set it to on.');
  }
}

/** Says in one sentence what an operator can do about a database that cannot be used; other errors stay what they are. */
export function describeDatabaseFailure(error: unknown): unknown {
  if (error instanceof StartError) {
    return error;
  }
  if (error instanceof NewerSchema) {
    return new StartError(error.message, { cause: error });
  }
  const { code, message } = error as { code?: unknown; message?: string };
  if (code === '53100' || code === 'ENOSPC') {
    return new StartError('the disk is full. Free some space and start again; nothing is lost.', { cause: error });
  }
  if (code === '28P01' || code === '28000' || code === '42501') {
    return new StartError(`PostgreSQL refuses this account (${message}). Check DATABASE_URL.`, { cause: error });
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ENOENT' || code === '3D000') {
    return new StartError(`PostgreSQL cannot be reached (${message}). Check that it runs, and DATABASE_URL.`, {
      cause: error,
    });
  }
  return error;
}
