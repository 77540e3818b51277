import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A process and everything that it has started. */
export async function listProcessTree(pid: number): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const parents = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [pid];
  for (const parent of tree) {
    tree.push(...parents.flatMap(([child = 0, of]) => (of === parent ? [child] : [])));
  }
  return tree;
}

/** Ends all of them at once and without warning. One that has just ended by itself is as good. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }
}
