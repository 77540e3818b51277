import { rm } from 'node:fs/promises';
import pg from 'pg';
import { findServerAccount } from './account.ts';
import { prepareBinaries } from './binaries.ts';
import { createDatabase, type Connection } from './create-database.ts';
import { findSocketFolder, makeDataFolder, prepareDatabaseFolder } from './data-folder.ts';
import { describeStartFailure } from './failures.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { endLeftovers } from './leftovers.ts';
import { claimFolder } from './owner.ts';
import type { ServerPlan } from './server-process.ts';
import { superviseServer } from './supervisor.ts';

export interface EmbeddedPostgresOptions {
  /** Everything of this installation; made when it is missing. */
  readonly dataDirectory: string;
  /** Takes what an operator may want to know. */
  readonly log?: (line: string) => void;
  /** Server settings that replace the defaults, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  readonly connection: Connection;
  readonly url: string;
  /** Of the running postmaster; it changes when PostgreSQL had to be started again. */
  readonly pid: number;
  /** Ends PostgreSQL in order: fast first, by force after a bound. */
  stop(): Promise<void>;
}

const port = 5432;
const user = 'gapura';
const database = 'gapura';

/**
 * Starts a real PostgreSQL on a private folder and keeps it running until `stop`. Whatever a killed process left behind on
 * that folder is ended first.
 * @throws StartError with one clear sentence
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDirectory, log = () => undefined } = options;
  try {
    const fresh = await makeDataFolder(dataDirectory);
    const release = await claimFolder(dataDirectory);
    try {
      return await startOwned(options, { fresh, log, release });
    } catch (error) {
      await release();
      throw error;
    }
  } catch (error) {
    throw describeStartFailure(error, dataDirectory);
  }
}

/**
 * The PostgreSQL that a running server keeps on this data directory.
 * @returns null where none answers
 */
export async function findEmbeddedPostgres(dataDirectory: string): Promise<string | null> {
  const host = await findSocketFolder(dataDirectory, port);
  if (host === null) {
    return null;
  }
  const client = new pg.Client({ host, port, user, database, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return urlOf(host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') {
      return null;
    }
    throw error;
  }
}

function urlOf(socketFolder: string): string {
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(socketFolder)}`;
}

interface Ownership {
  readonly fresh: boolean;
  readonly log: (line: string) => void;
  readonly release: () => Promise<void>;
}

async function startOwned(
  options: EmbeddedPostgresOptions,
  { fresh, log, release }: Ownership,
): Promise<EmbeddedPostgres> {
  const plan = await prepare(options, fresh, log);
  const server = await superviseServer(plan, log);
  const connection = { host: plan.socketFolder, port, user, database };
  try {
    await createDatabase(connection);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    connection,
    url: urlOf(connection.host),
    get pid() {
      return server.pid();
    },
    async stop() {
      await server.stop();
      // It may lie in /tmp, where nobody else would clean up.
      await rm(connection.host, { recursive: true, force: true });
      await release();
    },
  };
}

async function prepare(
  options: EmbeddedPostgresOptions,
  fresh: boolean,
  log: (line: string) => void,
): Promise<ServerPlan> {
  const { dataDirectory, settings = {} } = options;
  const account = await findServerAccount(dataDirectory);
  const folder = await prepareDatabaseFolder(dataDirectory, { account, fresh, port, log });
  const binaries = await prepareBinaries(dataDirectory, account);
  await endLeftovers({ ...folder, port });
  await initialiseCluster({ binaries, account, folder: folder.home, cluster: folder.cluster, user, log });
  return {
    binaries,
    account,
    cluster: folder.cluster,
    socketFolder: folder.socketFolder,
    logFile: `${folder.home}/postgres.log`,
    port,
    settings,
  };
}
