import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../../config/start-error.ts';
import { ignoreMissing } from './failures.ts';
import { findServerProcesses } from './process-table.ts';

const lookAgainMs = 20;

interface Place {
  readonly cluster: string;
  readonly socketFolder: string;
  readonly port: number;
}

/** How a PostgreSQL without an owner is ended: in order, then at once, then by force. */
const steps = [
  { signal: 'SIGINT', withinMs: 10_000 },
  { signal: 'SIGQUIT', withinMs: 3_000 },
  { signal: 'SIGKILL', withinMs: 3_000 },
] as const;

/**
 * Ends the PostgreSQL of a killed owner, which lives on alone. To be called by the owner of the data directory only.
 * @throws StartError when it cannot be ended
 */
export async function endLeftovers({ cluster, socketFolder, port }: Place): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const lockFiles = [pidFile, join(socketFolder, `.s.PGSQL.${port}.lock`)];
  const lines = (await ignoreMissing(readFile(pidFile, 'utf8')))?.split('\n');
  if (lines === undefined && (await findServerProcesses(cluster)).length === 0) {
    return removeStale(lockFiles);
  }
  const first = Number(lines?.[0]);
  for (const { signal, withinMs } of steps) {
    const left = await findServerProcesses(cluster);
    // The first process ends its children in order; without it they have to be told one by one.
    send(left.includes(first) && signal !== 'SIGKILL' ? [first] : left, signal);
    if (await allEnd(cluster, withinMs)) {
      return removeStale(lockFiles);
    }
  }
  throw new StartError(`a PostgreSQL that works on ${cluster} cannot be ended. End its processes, then start again.`);
}

function send(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }
}

async function allEnd(cluster: string, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while ((await findServerProcesses(cluster)).length > 0) {
    if (performance.now() > deadline) {
      return false;
    }
    await wait(lookAgainMs);
  }
  return true;
}

/**
 * The number in them may belong to another program by now, or to a dead process that nobody has buried, and PostgreSQL would take
 * either for itself. Linux shows for sure that nobody is left.
 */
async function removeStale(lockFiles: readonly string[]): Promise<void> {
  if (process.platform === 'linux') {
    await Promise.all(lockFiles.map((path) => rm(path, { force: true })));
  }
}
