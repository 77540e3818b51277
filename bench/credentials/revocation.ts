import { randomFillSync } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startCpuClock } from './cpu-clock.ts';
import type { createRevocationStore, RevocationStore, RevocationSubject } from '@gapura/credentials';

const entries = 1_000_000;
const hashBytes = 16;
const keyId = 'AAAAAAAAAAA=';
const lookups = 100_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function usedMib(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/** A million revoked signatures of one signer in ascending order, and the memory that their store takes. */
export function createMillionRevoked(create: typeof createRevocationStore): {
  readonly store: RevocationStore;
  readonly mib: number;
} {
  const before = usedMib();
  const store = create([{ hashLists: [{ keyId, kind: 'signature', hashes: packAscending() }] }]);
  return { store, mib: usedMib() - before };
}

function packAscending(): string {
  const packed = randomFillSync(Buffer.alloc(entries * hashBytes));
  for (let index = 0; index < entries; index++) {
    packed.writeUInt32BE(Math.floor((index / entries) * 2 ** 32), index * hashBytes);
  }
  return packed.toString('base64');
}

/** Microseconds to learn that a credential, named by its three hashes, is not revoked. */
export function measureLookupUs(store: RevocationStore): number {
  const subjects = Array.from({ length: 1000 }, createSubject);
  const elapsedUs = startCpuClock();
  for (let done = 0; done < lookups; done++) {
    const subject = subjects[done % subjects.length];
    if (subject !== undefined && store.find(subject) !== undefined) throw new Error('A stranger is revoked.');
  }
  return elapsedUs() / lookups;
}

function createSubject(): RevocationSubject {
  const hash = () => randomFillSync(Buffer.alloc(hashBytes)).toString('hex');
  const identifiers = [`uci:${hash()}`, `country-uci:${hash()}`, `signature:${hash()}`];
  return { scheme: 'hcert', keyId, issuer: '', identifiers, revocationId: null };
}
