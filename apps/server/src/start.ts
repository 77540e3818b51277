import { loadFormats } from '@gapura/credentials';
import { readConfig, type Config } from './config/config.ts';
import { StartError } from './config/start-error.ts';
import { loadOrCreateSecretFile, parseSecret } from './config/secrets.ts';
import { checkIssuers, createContext, type Context } from './context.ts';
import { describeDatabaseFailure, openDatabase, type Database } from './database/open.ts';
import type { App } from './http/app.ts';
import { printAddresses } from './print-addresses.ts';
import { buildServer, type ServerOptions } from './server.ts';
import { claimMode, findOrCreateSharedSecret } from './settings.ts';
import { isOneOfMany, onRefresh, startProcesses, watchPrimary } from './processes.ts';
import { watchSignals, type CloseOnSignal } from './stop-signals.ts';
import { startRefreshing, startSweeping } from './sweeping.ts';

export interface StartOptions extends ServerOptions {
  /** Prints no table of addresses. */
  readonly quiet?: boolean;
}

/**
 * Starts a server process from its environment and serves until a signal ends it; GAPURA_PROCESSES makes it start others.
 * @throws StartError with one clear sentence
 */
export async function startGapura(options: StartOptions = {}): Promise<void> {
  const config = readConfig(process.env);
  const closeOnSignal = isOneOfMany() ? watchPrimary() : watchSignals();
  // Before the database, so that a start that cannot work marks nothing as its own.
  await checkIssuers(config);
  const database = await openDatabase(config);
  try {
    await serve({ config, database, closeOnSignal }, options);
  } catch (error) {
    await database.close();
    throw describeDatabaseFailure(error);
  }
}

interface Start {
  readonly config: Config;
  readonly database: Database;
  readonly closeOnSignal: CloseOnSignal;
}

async function serve(start: Start, options: StartOptions): Promise<void> {
  const { config, database } = start;
  await claimMode(database.pool, config.mode);
  const rootSecret = await readRootSecret(config, database);
  const context = await createContext({ config, database, rootSecret });
  try {
    await (config.processes === 1 ? serveHere : serveByMany)({ ...start, rootSecret, context }, options);
  } catch (error) {
    await context.close();
    throw error;
  }
  if (options.quiet !== true && !isOneOfMany()) {
    await printAddresses(context);
  }
}

interface Ready extends Start {
  readonly rootSecret: Buffer;
  readonly context: Context;
}

async function serveHere({ config, database, context, closeOnSignal }: Ready, options: StartOptions): Promise<void> {
  const [app] = await Promise.all([buildServer(context, options), loadFormats()]);
  await listen(app, config);
  // Of many processes on one port, the one that started them sweeps.
  const sweeping = isOneOfMany() ? null : startSweeping(context);
  const refreshing = startRefreshing(context);
  onRefresh(() => void context.lists.refresh().catch(context.onError));
  closeOnSignal(async () => {
    sweeping?.stop();
    refreshing.stop();
    await app.close();
    await context.close();
    await database.close();
  });
}

/** This process keeps the database and sweeps; others, on one port, answer. */
async function serveByMany({ config, database, rootSecret, context, closeOnSignal }: Ready): Promise<void> {
  const env = { DATABASE_URL: database.url, GAPURA_SECRET: rootSecret.toString('base64'), GAPURA_PROCESSES: '1' };
  const processes = await startProcesses(config.processes, env);
  const sweeping = startSweeping(context);
  onRefresh(() => processes.refresh());
  closeOnSignal(async () => {
    sweeping.stop();
    await processes.stop();
    await context.close();
    await database.close();
  });
}

/** Given, or kept beside the embedded database, or shared by all processes of an external one. */
async function readRootSecret(config: Config, { dataFolder, pool }: Database): Promise<Buffer> {
  if (config.secret !== null) {
    return parseSecret(config.secret);
  }
  return dataFolder === null ? findOrCreateSharedSecret(pool) : loadOrCreateSecretFile(dataFolder);
}

/** A rush at opening time opens more connections at once than Node's 511; whoever finds no room tries again after seconds. */
const mostUnaccepted = 4_096;

async function listen(app: App, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port, backlog: mostUnaccepted });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `port ${port} is used by another program. Stop it, or choose another port: PORT=8081 npm start.`,
      );
    }
    if (code === 'EACCES') {
      throw new StartError(`this account may not use port ${port}. Choose a port above 1023: PORT=8080 npm start.`);
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartError(
        `this machine has no address ${host}. Set HOST to one of its addresses, or 0.0.0.0 for all.`,
      );
    }
    throw error;
  }
}
