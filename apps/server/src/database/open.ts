import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { reportError, reportProgress } from '../report.ts';
import { defaultDataFolder, startEmbeddedPostgres } from './embedded/index.ts';
import { NewerSchema, migrate } from './migrate.ts';
import { getOnly, openPool, type Pool } from './pool.ts';

const poolSize = 12;
/** Above the ten seconds after which PostgreSQL itself ends a statement. */
const answerWithinMs = 12_000;

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
  const pool = openPool(server.url, { max: poolSize, onError, answerWithinMs });
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
    await prepareSchema(server.url, onError);
  } catch (error) {
    await database.close();
    throw describeDatabaseFailure(error);
  }
  return database;
}

async function reachServer({ database, dataFolder, processes }: Config) {
  if (database.kind === 'external') {
    return { url: database.url, dataFolder: null, stop: () => Promise.resolve() };
  }
  const folder = dataFolder ?? (await defaultDataFolder());
  const postgres = await startEmbeddedPostgres({
    dataDirectory: folder,
    log: reportProgress,
    settings: { max_connections: String(connectionsFor(processes)) },
  });
  return { url: postgres.url, dataFolder: folder, stop: () => postgres.stop() };
}

/** Each process has its pool and one connection that listens; some are left for operators. */
function connectionsFor(processes: number): number {
  return Math.max(100, 20 + (processes + 1) * (poolSize + 2));
}

/** Migrations have a connection of their own, since they may take long. */
async function prepareSchema(url: string, onError: (error: Error) => void): Promise<void> {
  const pool = openPool(url, { max: 1, onError });
  try {
    assertFit(await readServerSettings(pool));
    await migrate(pool);
  } finally {
    await pool.end();
  }
}

interface ServerSettings {
  readonly version: number;
  readonly synchronousCommit: string;
  readonly isolation: string;
}

/** The first question to a database: whatever goes wrong here means that it cannot be used at all. */
async function readServerSettings(pool: Pool): Promise<ServerSettings> {
  try {
    const { rows } = await pool.query<ServerSettings>(
      `select current_setting('server_version_num')::integer as version,
              current_setting('synchronous_commit') as "synchronousCommit",
              current_setting('default_transaction_isolation') as isolation`,
    );
    return getOnly(rows);
  } catch (error) {
    const described = describeDatabaseFailure(error);
    throw described instanceof StartError ? described : describeUnusable(error);
  }
}

function describeUnusable(cause: unknown): StartError {
  const { code, message } = cause as { code?: string; message?: string };
  const reason = message || code || 'no reason given';
  return new StartError(`PostgreSQL cannot be used (${reason}). Check that it runs, and DATABASE_URL.`, { cause });
}

function assertFit({ version, synchronousCommit, isolation }: ServerSettings): void {
  if (version < 150_000) {
    throw new StartError(`this PostgreSQL is of version ${Math.floor(version / 10_000)}. Use version 15 or newer.`);
  }
  // An answer must not leave before its commit is on disk.
  if (synchronousCommit === 'off') {
    throw new StartError('this PostgreSQL has synchronous_commit = off, so admissions could be lost. Set it to on.');
  }
  // The venue's lock must show what those before have committed.
  if (isolation !== 'read committed') {
    throw new StartError(
      `this PostgreSQL has default_transaction_isolation = ${isolation}. Set it to read committed for this database.`,
    );
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
