import { buildCity } from './city.ts';
import { Crowd, mostSeen } from './crowd.ts';
import { median, runLoad } from './load.ts';
import { report } from './result.ts';

/** One venue where everybody wants to enter, beside ten thousand venues with a person or two each. */
const venues = 10_000;
const rounds = 3;
const connections = 48;

const city = await buildCity({ venues });
const crowd = new Crowd(city.issuer, mostSeen);
const [warmUp = '', ...gates] = city.gates;
const hotGates = gates.splice(0, rounds);

const everybody = async (name: string, next: () => string): Promise<number> => {
  const { perSecond, p99Ms } = await runLoad({
    url: city.checkInRoute,
    connections,
    length: { requests: crowd.size },
    next,
  });
  console.log(`${name}: ${perSecond.toFixed(0)}/s, p99 ${p99Ms.toFixed(1)} ms`);
  return perSecond;
};

try {
  await everybody('warm-up', crowd.arriving([warmUp]));
  await everybody('warm-up, every gate once', crowd.spreading(gates, rounds));
  const turns = [];
  for (const [round, hotGate] of hotGates.entries()) {
    const one = await everybody('one venue', crowd.spreading([hotGate], 0));
    const many = await everybody(`${gates.length} venues`, crowd.spreading(gates, round));
    turns.push({ one, many });
  }
  await report('hot', {
    hot_ratio: median(turns.map(({ one, many }) => one / many)),
    one_venue_per_s: median(turns.map(({ one }) => one)),
    many_venues_per_s: median(turns.map(({ many }) => many)),
  });
} finally {
  await city.stop();
}
