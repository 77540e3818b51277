import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../../config/start-error.ts';
import { findAccount, type Account } from './account.ts';
import { makePrivateFolder, prepareDataFolder } from './data-folder.ts';
import { claimFolder } from './owner.ts';
import { ensureCluster, explain, launch, stopChild, stopOrphan, superuser, type Postmaster } from './postmaster.ts';
import { findPrograms } from './programs.ts';

const databaseName = 'gapura';
const readyWithinMs = 30_000;
const retryWithinMs = 10_000;
const socketPathBytes = 90;

const defaultSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '128MB',
  max_connections: '100',
  max_wal_size: '1GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements may hold what must not be logged.
  log_min_error_statement: 'panic',
};

export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm brings, on a data folder of its own and a unix socket that only its account can open.
 * @throws StartError with one sentence for the operator
 */
export async function startEmbeddedPostgres(options: {
  dataDirectory: string;
  settings?: Readonly<Record<string, string>>;
}): Promise<EmbeddedPostgres> {
  const folder = resolve(options.dataDirectory);
  const account = await findAccount();
  await prepareDataFolder(folder, account);
  const release = await claimFolder(folder);
  try {
    const run = { programs: await findPrograms(folder, account), account, cluster: join(folder, 'postgres') };
    const settings = { ...defaultSettings, ...options.settings };
    await stopOrphan(run.cluster);
    await ensureCluster(run, settings.fsync !== 'off');
    const socketFolder = await makeSocketFolder(folder, account);
    const start = () => launch(run, { ...settings, unix_socket_directories: socketFolder });
    const postmaster = await launchUntilReady(start, urlOf(socketFolder, 'postgres'));
    await ensureDatabase(urlOf(socketFolder, 'postgres'));
    return handleOf(postmaster, socketFolder, release);
  } catch (error) {
    release();
    throw error;
  }
}

function handleOf(postmaster: Postmaster, socketFolder: string, release: () => void): EmbeddedPostgres {
  const { child } = postmaster;
  const endWithUs = (): void => void child.kill('SIGINT');
  process.on('exit', endWithUs);
  return {
    url: urlOf(socketFolder, databaseName),
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', endWithUs);
      await stopChild(postmaster);
      await rm(socketFolder, { recursive: true, force: true });
      release();
    },
  };
}

const urlOf = (socketFolder: string, database: string): string =>
  `postgres://${superuser}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;

/** Unix socket paths are short (107 bytes), so the socket does not lie in the data folder. */
async function makeSocketFolder(dataFolder: string, account: Account | null): Promise<string> {
  const name = `gapura-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`;
  const folder = join(Buffer.byteLength(join(tmpdir(), name)) < socketPathBytes ? tmpdir() : '/tmp', name);
  const owner = account?.uid ?? process.getuid?.();
  const found = await stat(folder).catch(() => null);
  if (found !== null && found.uid !== owner) {
    throw new StartError(`${folder} belongs to somebody else. Remove it and start again.`);
  }
  await makePrivateFolder(folder, account);
  return folder;
}

/** After a kill the first starts may find traces of the old server for a moment; those are tried again. */
async function launchUntilReady(start: () => Postmaster, url: string): Promise<Postmaster> {
  const startedAt = Date.now();
  for (;;) {
    const postmaster = start();
    if (await becameReady(postmaster, url)) {
      return postmaster;
    }
    const passing = /already exists|already in use|shared memory block/i.test(postmaster.complaint());
    if (!passing || Date.now() - startedAt > retryWithinMs) {
      throw explain(postmaster.complaint());
    }
    await delay(100);
  }
}

async function becameReady({ child }: Postmaster, url: string): Promise<boolean> {
  const startedAt = Date.now();
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    if (await answers(url)) {
      return true;
    }
    if (Date.now() - startedAt > readyWithinMs) {
      child.kill('SIGQUIT');
      return false;
    }
    await delay(20);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    // Not yet: the caller asks again until the server answers or ends.
    return false;
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) {
      await client.query(`create database ${databaseName}`);
    }
  } finally {
    await client.end();
  }
}
