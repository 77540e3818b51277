import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseRulePack, outlookOf, screen, type RulePack } from '@gapura/screening';
import { buildCity } from './city.ts';
import { startCpuClock } from './credentials/cpu-clock.ts';
import { Crowd } from './crowd.ts';
import { median, runLoad } from './load.ts';
import { report } from './result.ts';
import { arrivals, type Arrival } from './screening/arrivals.ts';
import { findDatabaseProcess, readUsedTime, type UsedTime } from './screening/processor-time.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '1' }, rounds: { type: 'string', default: '7' } },
});
const blockUs = Number(values.seconds) * 1e6;
const rounds = Number(values.rounds);
const connections = 48;
const crowdSize = 4_000;

const packs = new Map(
  await Promise.all(
    ['id-denpasar-2021', 'id-2022-07', 'eu-dcc'].map(async (name) => [name, await readPack(name)] as const),
  ),
);
const city = await buildCity({ venues: 1 + rounds });
const serverProcess = city.server.process.pid ?? 0;
const databaseProcess = await findDatabaseProcess(city.databaseUrl);
const crowd = new Crowd(city.issuer, crowdSize);
const nextArrival = crowd.arriving(city.gates);
const people = await arrivals(city.issuer);

async function readPack(name: string): Promise<RulePack> {
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(new URL(`../rules/${name}/${file}`, import.meta.url), 'utf8'));
  const parsed = parseRulePack(await read('pack.json'), await read('limits.json'));
  if (!parsed.ok) throw new Error(`${name} is not sound`);
  return parsed.pack;
}

/** Microseconds of processor time for one person: the median pass over everybody among those that fit into a block. */
function measureUs(decide: (person: Arrival) => unknown): number {
  const passes: number[] = [];
  const blockElapsedUs = startCpuClock();
  while (blockElapsedUs() < blockUs || passes.length === 0) {
    const elapsedUs = startCpuClock();
    for (const person of people) decide(person);
    passes.push(elapsedUs() / people.length);
  }
  return median(passes);
}

/** Everybody once to the next gate. */
async function measureCheckIn(): Promise<UsedTime> {
  const before = await readUsedTime(serverProcess, databaseProcess);
  await runLoad({ url: city.checkInRoute, connections, length: { requests: crowdSize }, next: nextArrival });
  const after = await readUsedTime(serverProcess, databaseProcess);
  return {
    serverUs: (after.serverUs - before.serverUs) / crowdSize,
    databaseUs: (after.databaseUs - before.databaseUs) / crowdSize,
  };
}

const times = new Map<string, number[]>();
const note = (name: string, value: number): void => void times.set(name, [...(times.get(name) ?? []), value]);

try {
  await measureCheckIn();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, rules] of packs)
      note(
        name,
        measureUs((person) => screen({ ...person, rules })),
      );
    note(
      'outlook',
      measureUs((person) => outlookOf({ ...person, rules: packs.get('id-denpasar-2021') ?? null })),
    );
    const { serverUs, databaseUs } = await measureCheckIn();
    note('check-in in the server', serverUs);
    note('check-in', serverUs + databaseUs);
  }
} finally {
  await city.stop();
}

const of = (name: string): number => median(times.get(name) ?? []);
for (const name of times.keys()) console.log(`${name}: ${of(name).toFixed(1)} µs`);
await report('screening', {
  decisions_per_s: 1e6 / of('id-denpasar-2021'),
  share_of_check_in: of('id-denpasar-2021') / of('check-in'),
  decision_us: of('id-denpasar-2021'),
  decision_2022_us: of('id-2022-07'),
  decision_eu_dcc_us: of('eu-dcc'),
  outlook_us: of('outlook'),
  check_in_us: of('check-in'),
  check_in_server_us: of('check-in in the server'),
});
