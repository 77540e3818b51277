import { buildCity } from './city.ts';
import { Crowd, mostSeen } from './crowd.ts';
import { median, runLoad } from './load.ts';
import { report } from './result.ts';

/** The textbook's check-in (`naive-check-in.mjs`) and ours, at one busy venue through the same HTTP stack. */
const connections = 48;
const rounds = 3;

const city = await buildCity({ venues: 2 + 2 * rounds });
const crowd = new Crowd(city.issuer, mostSeen);
const gates = [...city.gates];
const people = mostSeen / 4;

const arrive = async (name: string, url: string, length: number): Promise<number> => {
  const { perSecond, p99Ms } = await runLoad({
    url,
    connections,
    length: { requests: length },
    next: crowd.spreading(gates.splice(0, 1), 0),
  });
  console.log(`${name}: ${perSecond.toFixed(0)}/s, p99 ${p99Ms.toFixed(1)} ms`);
  return perSecond;
};

try {
  await arrive('warm-up, ours', city.checkInRoute, crowd.size);
  await arrive('warm-up, naive', `${city.checkInRoute}/naive`, people);
  const turns = [];
  for (let round = 0; round < rounds; round += 1) {
    const naive = await arrive('naive', `${city.checkInRoute}/naive`, people);
    const ours = await arrive('ours', city.checkInRoute, crowd.size);
    turns.push({ naive, ours });
  }
  await report('naive', {
    naive_ratio: median(turns.map(({ naive, ours }) => ours / naive)),
    ours_per_s: median(turns.map(({ ours }) => ours)),
    naive_per_s: median(turns.map(({ naive }) => naive)),
  });
} finally {
  await city.stop();
}
