import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { ignoreMissing, ServerFailure } from './failures.ts';
import { serverArguments } from './server-settings.ts';

/** Everything that is needed to start PostgreSQL, again and again. */
export interface ServerPlan {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly cluster: string;
  readonly socketFolder: string;
  readonly logFile: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly pid: number;
  /** Settles when the process has ended, however it ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const readyWithinMs = 600_000;
const lookAgainMs = 10;
const largestLogBytes = 5_000_000;

/** PostgreSQL inherits nothing but what it needs, least of all our secrets. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Starts PostgreSQL in a session of its own, so that Ctrl-C in the terminal reaches us only, and waits until it is ready.
 * @throws ServerFailure with what it said when it ended instead
 */
export async function startServerProcess(plan: ServerPlan): Promise<ServerProcess> {
  const log = await openLog(plan);
  try {
    const { size: start } = await log.stat();
    const child = spawn(plan.binaries.postgres, serverArguments(plan), {
      ...plan.account,
      cwd: plan.cluster,
      env: childEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    const pid = await spawned(child);
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    if (!(await untilReady(child, pid, plan.cluster))) {
      throw new ServerFailure('postgres', await readFrom(plan.logFile, start));
    }
    child.unref();
    return { pid, ended, stop: () => stopProcess(child, ended) };
  } finally {
    await log.close();
  }
}

async function openLog({ logFile, account }: ServerPlan): Promise<FileHandle> {
  const log = await open(logFile, 'a', 0o600);
  if (account !== undefined) {
    await log.chown(account.uid, account.gid);
  }
  if ((await log.stat()).size > largestLogBytes) {
    await log.truncate();
  }
  return log;
}

async function readFrom(path: string, start: number): Promise<string> {
  return (await readFile(path)).subarray(start).toString();
}

function spawned(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('spawn', () => done(child.pid as number));
  });
}

/** PostgreSQL writes its state into the last line of postmaster.pid. */
async function untilReady(child: ChildProcess, pid: number, cluster: string): Promise<boolean> {
  const deadline = performance.now() + readyWithinMs;
  while (child.exitCode === null && child.signalCode === null) {
    const lines = (await ignoreMissing(readFile(join(cluster, 'postmaster.pid'), 'utf8')))?.split('\n') ?? [];
    if (Number(lines[0]) === pid && lines[7]?.trim() === 'ready') {
      return true;
    }
    if (performance.now() > deadline) {
      child.kill('SIGQUIT');
    }
    await wait(lookAgainMs);
  }
  return false;
}

const fastWithinMs = 10_000;
const immediateWithinMs = 5_000;

/** SIGINT ends sessions and writes a checkpoint; SIGQUIT leaves the rest to recovery. */
async function stopProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.ref();
  for (const [signal, withinMs] of [
    ['SIGINT', fastWithinMs],
    ['SIGQUIT', immediateWithinMs],
  ] as const) {
    child.kill(signal);
    if (await settlesWithin(ended, withinMs)) {
      return;
    }
  }
  child.kill('SIGKILL');
  await ended;
}

async function settlesWithin(pending: Promise<void>, ms: number): Promise<boolean> {
  const timeout = new AbortController();
  const first = await Promise.race([
    pending.then(() => true),
    wait(ms, false, { signal: timeout.signal }).catch(() => false),
  ]);
  timeout.abort();
  return first;
}
