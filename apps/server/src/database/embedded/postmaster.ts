import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../config/start-error.ts';
import type { Account } from './account.ts';
import { makePrivateFolder } from './data-folder.ts';
import { isAlive } from './owner.ts';
import type { Programs } from './programs.ts';

export const superuser = 'gapura';
const majorVersion = '18';
const stopWithinMs = 10_000;

interface Run {
  readonly programs: Programs;
  readonly account: Account | null;
  readonly cluster: string;
}

const identityOf = (account: Account | null) => (account === null ? {} : { uid: account.uid, gid: account.gid });

/** Makes the cluster at first start, whole or not at all. @throws StartError when it is of another major version */
export async function ensureCluster({ programs, account, cluster }: Run, durable: boolean): Promise<void> {
  const versionFile = join(cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = (await readFile(versionFile, 'utf8')).trim();
    if (version !== majorVersion) {
      throw new StartError(`this data folder was made by PostgreSQL ${version}, and this version brings ${majorVersion}.`);
    }
    return;
  }
  const unfinished = `${cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await makePrivateFolder(unfinished, account);
  const options = ['--auth=trust', '--encoding=UTF8', '--locale=C', '--data-checksums', '--no-instructions'];
  const initdb = spawn(programs.initdb, ['-D', unfinished, '-U', superuser, ...options, ...(durable ? [] : ['--no-sync'])], {
    ...identityOf(account),
    cwd: dirname(cluster),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaint = listen(initdb);
  const [code] = (await once(initdb, 'close')) as [number];
  if (code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw explain(complaint());
  }
  await rename(unfinished, cluster);
}

/** Starts the server in a session of its own, so that Ctrl-C in the terminal reaches only us, who then stop it in order. */
export function launch({ programs, account, cluster }: Run, settings: Readonly<Record<string, string>>): Postmaster {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(programs.postgres, ['-D', cluster, ...flags], {
    ...identityOf(account),
    cwd: cluster,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { child, complaint: listen(child) };
}

export interface Postmaster {
  readonly child: ChildProcess;
  /** The last lines it wrote. */
  complaint(): string;
}

/** Keeps the last words of a program, for the message when it fails. */
function listen(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)));
  child.on('error', (error) => (words += error.message));
  return () => words;
}

/** Fast shutdown: open transactions are rolled back, everything committed stays. */
export async function stopChild({ child }: Postmaster): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGQUIT'), stopWithinMs);
  await ended;
  clearTimeout(late);
}

/** Ends a server that a killed process of ours left behind on this cluster. */
export async function stopOrphan(cluster: string): Promise<void> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isPostgresOf(pid, cluster))) {
    return;
  }
  process.kill(pid, 'SIGINT');
  for (const startedAt = Date.now(); isAlive(pid); await delay(20)) {
    if (Date.now() - startedAt > stopWithinMs) {
      process.kill(pid, 'SIGQUIT');
      await delay(1_000);
      return;
    }
  }
}

async function isPostgresOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) {
    return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || command.split('\0').includes(cluster);
}

/** One sentence for what PostgreSQL said while it failed. */
export function explain(complaint: string): StartError {
  if (/No space left on device/i.test(complaint)) {
    return new StartError('the disk is full. Free some space and start again; nothing is lost.');
  }
  if (/Permission denied/i.test(complaint)) {
    return new StartError(`PostgreSQL may not use its data folder (${lastLine(complaint)}). Set GAPURA_DATA to another one.`);
  }
  return new StartError(`PostgreSQL did not start: ${lastLine(complaint)}`);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? 'it said nothing';
