import { setTimeout as wait } from 'node:timers/promises';
import { endLeftovers } from './leftovers.ts';
import { isPassing } from './failures.ts';
import { startServerProcess, type ServerPlan, type ServerProcess } from './server-process.ts';

export interface SupervisedServer {
  pid(): number;
  stop(): Promise<void>;
}

const firstStartWithinMs = 20_000;
const retryMs = 200;
const longestPauseMs = 5_000;

/** Starts PostgreSQL and starts it again whenever it ends by itself, until `stop`. */
export async function superviseServer(plan: ServerPlan, log: (line: string) => void): Promise<SupervisedServer> {
  const stopping = new AbortController();
  let server = await startWithRetry(plan);
  // An exit that nobody planned must not leave PostgreSQL behind; a kill -9 of this process still does.
  const endWithUs = (): void => endQuietly(server.pid);
  process.once('exit', endWithUs);
  const watching = watch();

  async function watch(): Promise<void> {
    for (;;) {
      await server.ended;
      if (stopping.signal.aborted) {
        return;
      }
      log('PostgreSQL ended unexpectedly; starting it again.');
      const next = await startAgain(plan, stopping.signal, log);
      if (next === undefined) {
        return;
      }
      server = next;
      log('PostgreSQL is back.');
    }
  }

  return {
    pid: () => server.pid,
    async stop() {
      stopping.abort();
      process.off('exit', endWithUs);
      await server.stop();
      await watching;
    },
  };
}

async function startWithRetry(plan: ServerPlan): Promise<ServerProcess> {
  const deadline = performance.now() + firstStartWithinMs;
  for (;;) {
    try {
      return await startServerProcess(plan);
    } catch (error) {
      if (!isPassing(error) || performance.now() > deadline) {
        throw error;
      }
    }
    await wait(retryMs);
  }
}

/** Tries without end, since a full disk or a lost volume may come right; undefined once we are stopping. */
async function startAgain(
  plan: ServerPlan,
  stopping: AbortSignal,
  log: (line: string) => void,
): Promise<ServerProcess | undefined> {
  for (let pauseMs = retryMs; !stopping.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      await endLeftovers(plan);
      const server = await startServerProcess(plan);
      if (!stopping.aborted) {
        return server;
      }
      await server.stop();
    } catch (error) {
      log(`PostgreSQL did not start again: ${(error as Error).message}`);
      await wait(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return undefined;
}

function endQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended already.
  }
}
