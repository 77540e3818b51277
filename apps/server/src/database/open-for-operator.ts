import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { reportError } from '../report.ts';
import { defaultDataFolder, findEmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.ts';
import { missingMigrations } from './migrate.ts';
import { describeDatabaseFailure } from './open.ts';
import { openPool, type Pool } from './pool.ts';

/** A command must not hold connections that visitors need. */
const poolSize = 2;
/** A ledger of millions of lines is read in one statement, about 3 s for each million. */
const statementWithinMs = 600_000;

export interface OperatorDatabase {
  readonly pool: Pool;
  close(): Promise<void>;
}

/**
 * The database of an installation, for a command that an operator runs beside the server or while it is stopped.
 * @throws StartError
 */
export async function openForOperator(config: Config): Promise<OperatorDatabase> {
  const server = await reach(config);
  const pool = openPool(server.url, { max: poolSize, onError: reportError, statementWithinMs });
  const close = async (): Promise<void> => {
    await pool.end();
    await server.stop();
  };
  try {
    const missing = await missingMigrations(pool);
    if (missing.length > 0) {
      throw new StartError(
        `the database is older than this version (${missing[0]} is missing). Start the server first.`,
      );
    }
    return { pool, close };
  } catch (error) {
    await close();
    throw describeDatabaseFailure(error);
  }
}

async function reach({ database, dataFolder }: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  if (database.kind === 'external') {
    return { url: database.url, stop: () => Promise.resolve() };
  }
  const folder = dataFolder ?? (await defaultDataFolder());
  const running = await findEmbeddedPostgres(folder);
  if (running !== null) {
    return { url: running, stop: () => Promise.resolve() };
  }
  // A command looks after an installation; it never makes one.
  if (!existsSync(join(folder, 'database', 'cluster', 'PG_VERSION'))) {
    throw new StartError(
      `there is no database in ${folder}. Set GAPURA_DATA to the folder of your server, or start it first.`,
    );
  }
  const started = await startEmbeddedPostgres({ dataDirectory: folder });
  return { url: started.url, stop: () => started.stop() };
}
