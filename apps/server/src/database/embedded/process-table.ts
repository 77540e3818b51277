import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const onLinux = process.platform === 'linux';

/** Tells one process from a later one with the same number. Undefined when it has ended. */
export async function findProcessIdentity(pid: number): Promise<string | undefined> {
  const found = onLinux ? await identityFromProc(pid) : await identityFromPs(pid);
  return found && `${pid} ${found}`;
}

async function identityFromProc(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the state follows it, and the start is the 20th word from there.
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return words[0] === 'Z' || words[0] === 'X' ? undefined : `${boot.trim()} ${words[19]}`;
  } catch {
    return undefined;
  }
}

async function identityFromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]);
    const [state = '', ...start] = stdout.trim().split(/\s+/);
    return state === '' || state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}

/** The living PostgreSQL processes that work on this cluster, the first one and its children. */
export async function findServerProcesses(cluster: string): Promise<readonly number[]> {
  return onLinux ? serversFromProc(cluster) : serversFromPs(cluster);
}

async function serversFromProc(cluster: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const found = await Promise.all(pids.map(async (pid) => ((await worksOn(pid, cluster)) ? [pid] : [])));
  return found.flat();
}

/** PostgreSQL and its children have the cluster as their working folder; a shell in there is nobody's business. */
async function worksOn(pid: number, cluster: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== cluster) {
      return false;
    }
    const [program = ''] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    return program.startsWith('postgres:') || basename(program) === 'postgres';
  } catch {
    return false;
  }
}

async function serversFromPs(cluster: string): Promise<readonly number[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,command=']);
  return stdout.split('\n').flatMap((line) => {
    const [pid, program = ''] = line.trim().split(/\s+/);
    return basename(program) === 'postgres' && line.includes(` -D ${cluster} `) ? [Number(pid)] : [];
  });
}
