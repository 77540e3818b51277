import { parseArgs } from 'node:util';
import { withClient } from '@gapura/testkit';
import { buildCity, type City } from './city.ts';
import { Crowd, mostSeen } from './crowd.ts';
import { generateVisits } from './generated-visits.ts';
import { median, runLoad } from './load.ts';
import { report } from './result.ts';

/** Two servers, one on an empty database and one on a database full of visits, asked in turns. */
const { values } = parseArgs({ options: { millions: { type: 'string', default: '1' } } });
const visits = Number(values.millions) * 1_000_000;
const connections = 48;
const rounds = 5;
const venues = 1_000;

const empty = await buildCity({ venues });
const full = await buildCity({ venues });
const people = mostSeen / 2;

async function open(city: City): Promise<() => Promise<number>> {
  const crowd = new Crowd(city.issuer, people);
  const next = crowd.arriving(city.gates);
  const measure = async (): Promise<number> => {
    const { perSecond } = await runLoad({ url: city.checkInRoute, connections, length: { requests: people }, next });
    return 1e6 / perSecond;
  };
  await measure();
  return measure;
}

try {
  const begun = performance.now();
  const bytes = await withClient(full.databaseUrl, (client) => generateVisits(client, full.venues, visits));
  console.log(`${visits} visits generated in ${Math.round((performance.now() - begun) / 1000)} s`);
  const measureEmpty = await open(empty);
  const measureFull = await open(full);
  const turns = [];
  for (let round = 0; round < rounds; round += 1) {
    const emptyUs = await measureEmpty();
    const fullUs = await measureFull();
    console.log(`a check-in: ${emptyUs.toFixed(0)} µs on an empty database, ${fullUs.toFixed(0)} µs on a full one`);
    turns.push({ emptyUs, fullUs });
  }
  await report('growth', {
    growth_ratio: median(turns.map(({ fullUs, emptyUs }) => fullUs / emptyUs)),
    visits,
    empty_us: median(turns.map(({ emptyUs }) => emptyUs)),
    full_us: median(turns.map(({ fullUs }) => fullUs)),
    bytes_per_visit: bytes / visits,
  });
} finally {
  await empty.stop();
  await full.stop();
}
