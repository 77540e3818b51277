import cluster, { type Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from './config/start-error.ts';
import { answerMetricsOfAll } from './http/metrics-of-all.ts';
import { reportError } from './report.ts';
import { createStop, type CloseOnSignal } from './stop-signals.ts';

/** A process that ends sooner than this is started again after a pause, so that a fault does not become a storm. */
const livesAtLeastMs = 5_000;
const pauseMs = 1_000;
const refreshNotice = 'gapura-refresh';

/** Server processes of this machine that answer on one port. */
export interface Processes {
  /** Has each read again what lies in files. */
  refresh(): void;
  /** Lets each answer whom it has heard, and ends it. */
  stop(): Promise<void>;
}

/** Whether this process answers on a port that it shares with others, and another one started it. */
export function isOneOfMany(): boolean {
  return cluster.isWorker;
}

/**
 * Starts `count` processes like this one with `env` besides, and starts again whichever ends.
 * @throws StartError when one of them cannot start
 */
export async function startProcesses(count: number, env: Readonly<Record<string, string>>): Promise<Processes> {
  let stopping = false;
  // A fork that fails at once is over at once.
  const startAnother = async (): Promise<string> => startWorker(env).life;
  const keep = async (life: Promise<string>): Promise<void> => {
    const startedAt = performance.now();
    const end = await life.catch(String);
    if (stopping) {
      return;
    }
    reportError(new Error(`A server process ended (${end}); starting another one.`));
    await wait(performance.now() - startedAt < livesAtLeastMs ? pauseMs : 0);
    if (!stopping) {
      void keep(startAnother());
    }
  };
  const started = Array.from({ length: count }, () => startWorker(env));
  answerMetricsOfAll();
  await Promise.all(started.map(untilListening));
  started.forEach(({ life }) => void keep(life));
  return {
    refresh: () => living().forEach((worker) => worker.send(refreshNotice)),
    async stop() {
      stopping = true;
      await Promise.all(living().map(stopWorker));
    },
  };
}

interface Started {
  readonly worker: Worker;
  /** How it ended. Heard from the first moment: whoever asks later may be too late. */
  readonly life: Promise<string>;
}

function startWorker(env: Readonly<Record<string, string>>): Started {
  const worker = cluster.fork(env);
  // One that has just died can be told nothing any more; that must not end this process, and the database with it.
  worker.on('error', reportError);
  return { worker, life: ended(worker) };
}

function living(): readonly Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined && !worker.isDead()) as Worker[];
}

function ended(worker: Worker): Promise<string> {
  return new Promise((resolve) => {
    worker.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
    // One that could not be started at all has no number, and never ends.
    worker.once('error', ({ message }) => (worker.process.pid === undefined ? resolve(message) : undefined));
  });
}

async function untilListening({ worker, life }: Started): Promise<void> {
  await Promise.race([
    new Promise((resolve) => worker.once('listening', resolve)),
    life.then(() => {
      throw new StartError('a server process could not start; it says above why.');
    }),
  ]);
}

async function stopWorker(worker: Worker): Promise<void> {
  const end = ended(worker);
  // A signal and no message: one that is still starting hears no messages.
  worker.process.kill('SIGTERM');
  await end;
}

/**
 * In a process that another one started: that one says when to stop. A terminal and a service manager signal all processes
 * alike, so a signal must not count twice. When the other one dies, this one ends with it.
 */
export function watchPrimary(): CloseOnSignal {
  const { stop, closeOnSignal } = createStop();
  let stopped = false;
  const stopOnce = (): void => {
    if (!stopped) {
      stopped = true;
      stop();
    }
  };
  // Only when the other one has gone while this one is still starting; afterwards the lost connection ends it.
  cluster.worker?.on('error', () => process.exit(1));
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', stopOnce);
  return closeOnSignal;
}

/** What a service manager asks for by SIGHUP after it has put a new list in place; without it the next sweep reads the list. */
export function onRefresh(refresh: () => void): void {
  process.on('SIGHUP', refresh);
  process.on('message', (notice) => (notice === refreshNotice ? refresh() : undefined));
}
