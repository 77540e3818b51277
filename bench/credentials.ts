import { parseArgs } from 'node:util';
import {
  createRevocationStore,
  createVerifier,
  verifyCredential,
  type RevocationStore,
  type Verification,
} from '@gapura/credentials';
import { startCpuClock } from './credentials/cpu-clock.ts';
import { mintDivoc, mintHc1, mintSmartHealthCards, mintVdsNc, type Batch } from './credentials/minted.ts';
import { findYardstick } from './credentials/openssl.ts';
import { createMillionRevoked, measureLookupUs } from './credentials/revocation.ts';
import { report } from './result.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '1' }, rounds: { type: 'string', default: '7' } },
});
const blockUs = Number(values.seconds) * 1e6;
const rounds = Number(values.rounds);
const count = 400;
/** They take a hundred times longer, to mint and to verify. */
const divocCount = 40;

type Verify = (text: string, now: Date) => Promise<Verification>;

interface Case {
  readonly name: string;
  readonly batch: Batch;
  readonly verify: Verify;
}

function anew(name: string, batch: Batch): Case {
  const { trust } = batch;
  return { name, batch, verify: (text, now) => verifyCredential(text, { trust, now }) };
}

function remembered(name: string, batch: Batch, revocation?: RevocationStore): Case {
  const { trust } = batch;
  const verifier = createVerifier({ trust, ...(revocation === undefined ? {} : { revocation }) });
  return { name, batch, verify: (text, now) => verifier.verify(text, now) };
}

/** Microseconds per verification: the median pass over the batch among those that fit into a block. */
async function measureUs({ name, batch, verify }: Case): Promise<number> {
  const { texts, now } = batch;
  const passes: number[] = [];
  const blockElapsedUs = startCpuClock();
  while (blockElapsedUs() < blockUs || passes.length === 0) {
    const elapsedUs = startCpuClock();
    for (const text of texts) {
      const verification = await verify(text, now);
      if (!verification.ok) throw new Error(`${name}: ${verification.violation.code}`);
    }
    passes.push(elapsedUs() / texts.length);
  }
  return median(passes);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

console.log(`Minting ${count} credentials of each format …`);
const hc1 = mintHc1(count, 'ec');
const cases: readonly Case[] = [
  anew('hc1', hc1),
  remembered('hc1_cached', hc1),
  anew('hc1_ps256', mintHc1(count, 'rsa')),
  anew('shc', mintSmartHealthCards(count)),
  anew('vdsnc', mintVdsNc(count)),
  anew('divoc', await mintDivoc(divocCount)),
];

const yardstick = findYardstick();
console.log(`Yardstick: ${yardstick.name}`);
for (const each of cases) await measureUs(each);

/** Each round measures everything beside a yardstick of its own: what slows one slows the other. */
const times = new Map(cases.map(({ name }) => [name, { us: [] as number[], ratios: [] as number[] }]));
const yardsticks: number[] = [];
for (let round = 0; round < rounds; round++) {
  for (const each of cases) {
    const before = yardstick.measureUs();
    const us = await measureUs(each);
    const opensslUs = (before + yardstick.measureUs()) / 2;
    yardsticks.push(opensslUs);
    times.get(each.name)?.us.push(us);
    times.get(each.name)?.ratios.push(us / opensslUs);
  }
  console.log(`round ${round + 1} of ${rounds}`);
}

const figures: Record<string, number> = { openssl_us: median(yardsticks) };
for (const [name, { us, ratios }] of times) {
  figures[`${name}_us`] = median(us);
  figures[`${name}_openssl_ratio`] = median(ratios);
  console.log(`${name}: ${median(us).toFixed(1)} µs, ${median(ratios).toFixed(3)} × openssl`);
}

const revoked = createMillionRevoked(createRevocationStore);
figures['revocation_lookup_us'] = measureLookupUs(revoked.store);
figures['revocation_mib'] = revoked.mib;
await report('credentials', figures);
