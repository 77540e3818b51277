import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FaultTest, Findings, Impossible, Situation } from './fault-test.ts';

const inside = fileURLToPath(new URL('./inside-small-disk.js', import.meta.url));
const diskMegabytes = 220;

export const diskFull: FaultTest = {
  id: 'F5',
  title: 'the disk of PostgreSQL is full and gets free again; the disk fails to write (EIO)',
  control: 'a full disk is told as an error of our own',
  shortSeconds: 4,
  async run(situation) {
    const folder = await mkdtemp(join(tmpdir(), 'gapura-small-disk-'));
    try {
      return await runOnSmallDisk(folder, situation);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** In a mount namespace of its own, so that the small disk is gone with the process, however it ends. */
async function runOnSmallDisk(folder: string, { seed, seconds }: Situation): Promise<Findings | Impossible> {
  const mount = `mount -t tmpfs -o size=${diskMegabytes}m,mode=0711 tmpfs "$1" && shift && exec "$@"`;
  const program = [process.execPath, inside, folder, String(seed), String(seconds)];
  const child = spawn('unshare', ['--mount', 'sh', '-c', mount, 'sh', folder, ...program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  child.stderr.on('data', (part: Buffer) => (complained += part.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  const findings = said.split('\n').find((line) => line.startsWith('{'));
  if (findings !== undefined && code === 0) {
    return JSON.parse(findings) as Findings;
  }
  if (code === null || /unshare|mount:/.test(complained)) {
    return {
      impossible: `a small disk needs unshare and mount with the rights of root: ${complained.trim() || 'no unshare'}`,
    };
  }
  throw new Error(`The run on the small disk ended with ${code}:\n${complained}`);
}
