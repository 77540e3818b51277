import { buildCity } from './city.ts';
import { Crowd, mostSeen } from './crowd.ts';
import { median, runLoad } from './load.ts';
import { report } from './result.ts';

/** How long people wait while the door works at half of what it can, beside an empty route asked as often. */
const connections = 48;
const rounds = 3;
const seconds = 8;

const city = await buildCity({ venues: 40 });
const crowd = new Crowd(city.issuer, mostSeen);
const next = crowd.arriving(city.gates);
const echo = (): string => crowd.body(0, city.gates[0]);

try {
  await runLoad({ url: city.echoRoute, connections, length: { seconds: 2 }, next: echo });
  await runLoad({ url: city.checkInRoute, connections, length: { requests: crowd.size }, next });
  const most = await runLoad({ url: city.checkInRoute, connections, length: { seconds }, next });
  const rate = Math.floor(most.perSecond / 2);
  console.log(`at most ${most.perSecond.toFixed(0)}/s; half of it from here on`);
  const turns = [];
  for (let round = 0; round < rounds; round += 1) {
    const empty = await runLoad({ url: city.echoRoute, connections, rate, length: { seconds }, next: echo });
    const door = await runLoad({ url: city.checkInRoute, connections, rate, length: { seconds }, next });
    console.log(`echo p99 ${empty.p99Ms.toFixed(1)} ms, check-in p99 ${door.p99Ms.toFixed(1)} ms at ${rate}/s`);
    turns.push({ empty, door });
  }
  await report('latency', {
    p99_ratio: median(turns.map(({ door, empty }) => door.p99Ms / empty.p99Ms)),
    p50_ms: median(turns.map(({ door }) => door.p50Ms)),
    p99_ms: median(turns.map(({ door }) => door.p99Ms)),
    echo_p99_ms: median(turns.map(({ empty }) => empty.p99Ms)),
    at_per_s: rate,
  });
} finally {
  await city.stop();
}
