import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildCity } from './city.ts';
import { Crowd } from './crowd.ts';
import { quantile } from './load.ts';
import { report } from './result.ts';
import { openStreams } from './stream-readers.ts';

/** Many screens watch one venue that changes twenty times a second: how old are the numbers they show? */
const { values } = parseArgs({ options: { readers: { type: 'string', default: '10000' } } });
const readers = Number(values.readers);
const changesPerSecond = 20;
const seconds = 15;
const connectMs = 60_000;

const city = await buildCity({ venues: 1 });
const crowd = new Crowd(city.issuer, changesPerSecond * seconds);
const [venue] = city.venues;
if (venue === undefined) throw new Error('the city has a venue');

async function residentBytes(): Promise<number> {
  const status = await readFile(`/proc/${city.server.process.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** When the answer that bears this number in the ledger arrived: from then on a screen that does not show it is late. */
const changedAt = new Map<number, number>();

async function changeOnce(person: number): Promise<void> {
  const reply = await fetch(city.checkInRoute, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: crowd.body(person, city.gates[0]),
  });
  const { occupancy } = (await reply.json()) as { occupancy: { seq: number } };
  changedAt.set(occupancy.seq, performance.now());
}

try {
  const before = await residentBytes();
  const streams = await openStreams({ url: city.server.url, venueId: venue.id, count: readers, withinMs: connectMs });
  const perReader = ((await residentBytes()) - before) / readers;
  console.log(`${readers} readers, ${(perReader / 1024).toFixed(1)} KiB each`);
  for (let person = 0; person < crowd.size; person += 1) {
    const next = wait(1000 / changesPerSecond);
    await changeOnce(person);
    await next;
  }
  await streams.untilAllSaw(crowd.size);
  const ages = Float64Array.from(streams.agesOf(changedAt)).toSorted();
  streams.close();
  await report('streams', {
    readers,
    delivery_p50_ms: quantile(ages, 0.5),
    delivery_p99_ms: quantile(ages, 0.99),
    deliveries: ages.length,
    kib_per_reader: perReader / 1024,
  });
} finally {
  await city.stop();
}
