import { readdir, readFile } from 'node:fs/promises';
import { withClient } from '@gapura/testkit';

/** Ticks of the processor clock in proc(5), the same on every Linux. */
const ticksPerSecond = 100;

interface ProcessTime {
  readonly pid: number;
  readonly parent: number;
  readonly us: number;
}

/** Microseconds of processor time that have been used so far. */
export interface UsedTime {
  readonly serverUs: number;
  /** PostgreSQL with all its processes. */
  readonly databaseUs: number;
}

export async function findDatabaseProcess(databaseUrl: string): Promise<number> {
  const backend = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return (await readProcess(rows[0]?.pid ?? 0))?.parent;
  });
  if (backend === undefined) throw new Error('The database has no process here.');
  return backend;
}

export async function readUsedTime(server: number, database: number): Promise<UsedTime> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const processes = (await Promise.all(pids.map(readProcess))).filter((found) => found !== undefined);
  const sum = (wanted: (process: ProcessTime) => boolean): number =>
    processes.filter(wanted).reduce((total, { us }) => total + us, 0);
  return {
    serverUs: sum(({ pid }) => pid === server),
    databaseUs: sum(({ pid, parent }) => pid === database || parent === database),
  };
}

/** Nothing where it has ended meanwhile. */
async function readProcess(pid: number): Promise<ProcessTime | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program, in brackets, may hold anything; numbers follow it.
  const numbers = stat
    .slice(stat.lastIndexOf(')') + 4)
    .split(' ')
    .map(Number);
  const [parent, user, system] = [numbers[0], numbers[10], numbers[11]];
  if (parent === undefined || user === undefined || system === undefined) return undefined;
  return { pid, parent, us: ((user + system) / ticksPerSecond) * 1e6 };
}
