import { readConfig, type Config } from './config/config.ts';
import { StartError } from './config/start-error.ts';
import { loadOrCreateSecretFile, parseSecret } from './config/secrets.ts';
import { checkIssuers, createContext } from './context.ts';
import { describeDatabaseFailure, openDatabase, type Database } from './database/open.ts';
import type { App } from './http/app.ts';
import { printAddresses } from './print-addresses.ts';
import { buildServer, type ServerOptions } from './server.ts';
import { claimMode, findOrCreateSharedSecret } from './settings.ts';
import { startSweeping } from './sweeping.ts';

export interface StartOptions extends ServerOptions {
  /** Prints no table of addresses. */
  readonly quiet?: boolean;
}

/**
 * Starts a server process from its environment and serves until a signal ends it.
 * @throws StartError with one clear sentence
 */
export async function startGapura(options: StartOptions = {}): Promise<void> {
  const config = readConfig(process.env);
  const closeOnSignal = watchSignals();
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
  readonly closeOnSignal: (close: () => Promise<void>) => void;
}

async function serve({ config, database, closeOnSignal }: Start, options: StartOptions): Promise<void> {
  await claimMode(database.pool, config.mode);
  const rootSecret = await readRootSecret(config, database);
  const context = await createContext({ config, database, rootSecret });
  const app = await buildServer(context, options);
  try {
    await listen(app, config);
  } catch (error) {
    await context.close();
    throw error;
  }
  const sweeping = startSweeping(context);
  closeOnSignal(async () => {
    sweeping.stop();
    await app.close();
    await context.close();
    await database.close();
  });
  if (options.quiet !== true) {
    await printAddresses(context);
  }
}

/** Given, or kept beside the embedded database, or shared by all processes of an external one. */
async function readRootSecret(config: Config, { dataFolder, pool }: Database): Promise<Buffer> {
  if (config.secret !== null) {
    return parseSecret(config.secret);
  }
  return dataFolder === null ? findOrCreateSharedSecret(pool) : loadOrCreateSecretFile(dataFolder);
}

async function listen(app: App, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
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

const stopWithinMs = 15_000;

/**
 * The first signal drains and ends; the second one, or fifteen seconds, end at once. So does a signal before there is
 * anything to close: an orderly exit takes the embedded PostgreSQL along, where a signal's own end would leave it running.
 */
function watchSignals(): Start['closeOnSignal'] {
  let close: (() => Promise<void>) | undefined;
  const stop = (): void => {
    if (close === undefined) {
      process.exit(1);
    }
    const closing = close();
    close = undefined;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    closing.then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, stop);
  }
  return (given) => {
    close = given;
  };
}
