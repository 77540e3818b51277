import { parseArgs } from 'node:util';
import { buildCity } from './city.ts';
import { Crowd } from './crowd.ts';
import { median, runLoad, type Load } from './load.ts';
import { report } from './result.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '6' }, processes: { type: 'string', default: '1' } },
});
const seconds = Number(values.seconds);
const processes = Number(values.processes);
const connections = 48;
const rounds = 3;
const seenPeople = 4_000;
const newPeople = 70_000;

const city = await buildCity({ venues: 100, processes });
const newcomers = new Crowd(city.issuer, newPeople);
const seen = new Crowd(city.issuer, seenPeople);
const [echoGate = '', newGate = '', ...gates] = city.gates;
/** The first of them are the crowd that is known already. */
let newcomer = seenPeople;
const nextNew = (): string => newcomers.body(newcomer++, newcomer <= newPeople ? newGate : undefined);
const nextSeen = seen.arriving(gates);
const nextEcho = (): string => seen.body(0, echoGate);

const measure = (name: string, url: string, next: () => string, length: Load['length'] = { seconds }) =>
  runLoad({ url, connections, length, next }).then((figures) => {
    console.log(`${name}: ${figures.perSecond.toFixed(0)}/s, p99 ${figures.p99Ms.toFixed(1)} ms`);
    return figures;
  });

/** Everybody once in each process: newcomers before them have pushed them out of its memory. */
async function letThemBeSeen(): Promise<void> {
  for (let turn = 0; turn < processes; turn += 1) {
    await measure('warm-up seen', city.checkInRoute, nextSeen, { requests: seenPeople });
  }
}

try {
  await measure('warm-up echo', city.echoRoute, nextEcho, { seconds: 2 });
  const turns = [];
  for (let round = 0; round < rounds; round += 1) {
    const echo = await measure('echo', city.echoRoute, nextEcho);
    await letThemBeSeen();
    const known = await measure('seen', city.checkInRoute, nextSeen);
    const fresh = await measure('new', city.checkInRoute, nextNew, { seconds: seconds / 2 });
    turns.push({ echo, known, fresh });
  }
  await report(processes === 1 ? 'door' : `door-${processes}-processes`, {
    echo_ratio_seen: median(turns.map(({ known, echo }) => known.perSecond / echo.perSecond)),
    echo_ratio_new: median(turns.map(({ fresh, echo }) => fresh.perSecond / echo.perSecond)),
    check_ins_per_s: median(turns.map(({ known }) => known.perSecond)),
    p99_ms: median(turns.map(({ known }) => known.p99Ms)),
  });
} finally {
  await city.stop();
}
