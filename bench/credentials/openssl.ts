import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { startCpuClock } from './cpu-clock.ts';

/** Microseconds of the processor for one P-256 verification. */
export interface Yardstick {
  readonly name: string;
  measureUs(): number;
}

const verificationsPerSecond = /nistp256\).*\s(\d+\.\d+)\s*$/m;

/** `openssl speed ecdsap256`, or the same verification by Node where there is no such command. */
export function findYardstick(): Yardstick {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return { name: 'openssl speed ecdsap256', measureUs: measureOpenssl };
  } catch {
    return { name: 'node:crypto verify, as the openssl command is not there', measureUs: createNodeYardstick() };
  }
}

function measureOpenssl(): number {
  const args = ['speed', '-seconds', '1', 'ecdsap256'];
  const output = execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const perSecond = Number(verificationsPerSecond.exec(output)?.[1]);
  if (!(perSecond > 0)) throw new Error(`openssl speed answered ${output}`);
  return 1e6 / perSecond;
}

function createNodeYardstick(): () => number {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const bytes = Buffer.alloc(32, 1);
  const signature = sign('sha256', bytes, privateKey);
  return () => {
    const elapsed = startCpuClock();
    let count = 0;
    for (; elapsed() < 1e6; count++) verify('sha256', bytes, publicKey, signature);
    return elapsed() / count;
  };
}
