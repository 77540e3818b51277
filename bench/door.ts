import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { personNumber } from '@gapura/testkit';
import { buildCity } from './city.ts';
import { runLoad, type LoadFigures } from './load.ts';
import { report } from './result.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '6' } } });
const seconds = Number(values.seconds);
const connections = 48;
const rounds = 3;
/** People whose certificates the server keeps in memory; each may be once in each venue. */
const seenPeople = 4_000;
const newPeople = 40_000;
const venues = 60;

const city = await buildCity(venues);

function body(person: number, credential: string, venue: number): string {
  const gate = city.gates[venue];
  if (gate === undefined) {
    throw new Error(`Person ${person} has been everywhere: give the benchmark more venues.`);
  }
  return JSON.stringify({ eventId: randomUUID(), gate, kind: 'visitor', persons: [{ credentials: [credential] }] });
}

console.log(`Signing ${newPeople} certificates …`);
const credentials = Array.from({ length: newPeople }, (_, n) =>
  city.issuer.vaccinated(personNumber(n), { number: 2, of: 2 }),
);
const credentialOf = (person: number): string => credentials[person] ?? '';

let newcomer = seenPeople;
const nextNew = (): string => {
  const person = newcomer++;
  return body(person, credentialOf(person), 0);
};
let arrival = 0;
const nextSeen = (): string => {
  const person = arrival % seenPeople;
  return body(person, credentialOf(person), 1 + Math.floor(arrival++ / seenPeople));
};
const nextEcho = (): string => body(0, credentialOf(0), 0);

const route = `${city.server.url}/api/v1/check-ins`;
const measure = (name: string, url: string, next: () => string, duration = seconds) =>
  runLoad({ url, connections, seconds: duration, next }).then((figures) => {
    console.log(`${name}: ${figures.perSecond.toFixed(0)}/s, p99 ${figures.p99Ms} ms`);
    return figures;
  });

try {
  await measure('warm-up echo', `${route}/echo`, nextEcho, 2);
  await measure('warm-up seen', route, nextSeen, 3);
  const ratios: { seen: LoadFigures; new: LoadFigures; echo: LoadFigures }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const echo = await measure('echo', `${route}/echo`, nextEcho);
    const seen = await measure('seen', route, nextSeen);
    const fresh = await measure('new', route, nextNew, seconds / 2);
    ratios.push({ echo, seen, new: fresh });
  }
  const median = (numbers: number[]): number =>
    numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
  await report('door', {
    echo_ratio_seen: median(ratios.map(({ seen, echo }) => seen.perSecond / echo.perSecond)),
    echo_ratio_new: median(ratios.map((round) => round.new.perSecond / round.echo.perSecond)),
    check_ins_per_s: median(ratios.map(({ seen }) => seen.perSecond)),
    p99_ms: median(ratios.map(({ seen }) => seen.p99Ms)),
  });
} finally {
  await city.stop();
}
