import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createBloomFilter } from './bloom-filter.ts';
import { createRevocationStore } from './create-revocation-store.ts';
import { hashBytes } from './packed-hashes.ts';
import type { RevocationList } from './revocation-list.ts';
import type { RevocationStore, RevocationSubject } from './revocation-store.ts';

/** `npx vitest run packages/credentials/src/revocation/million` prints what a million entries cost. */
const entries = 1_000_000;
const keyId = 'AAAAAAAAAAA=';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Buffers are given back some moments after the collection that found them unused. */
async function usedMegabytes(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await nextTurn();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/** Ascending hashes, spread evenly as those of SHA-256 are. */
function packMillion(): Buffer {
  const packed = Buffer.alloc(entries * hashBytes);
  for (let index = 0; index < entries; index++) {
    packed.writeUInt32BE(Math.floor((index / entries) * 2 ** 32), index * hashBytes);
    createHash('sha256')
      .update(String(index))
      .digest()
      .copy(packed, index * hashBytes + 4, 0, 12);
  }
  return packed;
}

function subjectOf(hash: Uint8Array): RevocationSubject {
  const identifiers = [`uci:${'0'.repeat(32)}`, `signature:${Buffer.from(hash).toString('hex')}`];
  return { scheme: 'hcert', keyId, issuer: '', identifiers, revocationId: null };
}

function measureLookup(store: RevocationStore, packed: Buffer): { readonly found: number; readonly eachMs: number } {
  const subjects = Array.from({ length: 10_000 }, (_unused, index) => {
    const at = index * 100 * hashBytes;
    return subjectOf(packed.subarray(at, at + hashBytes));
  });
  const startedAt = performance.now();
  const found = subjects.filter((subject) => store.find(subject) === 'revoked').length;
  return { found, eachMs: (performance.now() - startedAt) / subjects.length };
}

test.each(['exact', 'filtered'] as const)('a million entries, %s', async (form) => {
  const packed = packMillion();
  const makeList = (): RevocationList => {
    if (form === 'exact') return { hashLists: [{ keyId, kind: 'signature', hashes: packed.toString('base64') }] };
    const { bits, probes } = createBloomFilter(packed, 1e-6);
    const filter = Buffer.from(bits).toString('base64');
    return { hashLists: [{ keyId, kind: 'signature', filter, probes, exceptions: '' }] };
  };
  const list = makeList();
  const before = await usedMegabytes();
  const store = createRevocationStore([list]);
  const megabytes = (await usedMegabytes()) - before;
  const { found, eachMs } = measureLookup(store, packed);
  console.log(`${form}: ${megabytes.toFixed(1)} MiB, ${(eachMs * 1000).toFixed(1)} µs a look-up`);
  expect(list.hashLists).toHaveLength(1);
  expect(found).toBe(10_000);
  expect(megabytes).toBeGreaterThan(1);
  expect(megabytes).toBeLessThan(form === 'exact' ? 17 : 5);
  expect(eachMs).toBeLessThan(5);
});
