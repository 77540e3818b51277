import { buildCity } from './city.ts';
import { Crowd, mostSeen } from './crowd.ts';
import { runLoad } from './load.ts';
import { report } from './result.ts';
import { rush, type RushFigures } from './rush.ts';

/** More people at once than the door can serve: who is served must not wait for ever, who is not must be told. */
const normal = 48;
const people = [500, 2_000, 5_000];
/** Connections that ask again at once, whatever they are told. */
const flood = 2_000;
const seconds = 10;

const city = await buildCity({ venues: 60 });
const crowd = new Crowd(city.issuer, mostSeen);
const next = crowd.arriving(city.gates);

const told = ({ p50Ms, p99Ms, allInMs, busyEach }: RushFigures): string =>
  `p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms, all in after ${allInMs.toFixed(0)} ms, “busy” ${busyEach.toFixed(2)} times each`;

try {
  await runLoad({ url: city.checkInRoute, connections: normal, length: { requests: crowd.size }, next });
  const quiet = await runLoad({ url: city.checkInRoute, connections: normal, length: { seconds }, next });
  console.log(`${normal} connections: ${quiet.perSecond.toFixed(0)}/s, p99 ${quiet.p99Ms.toFixed(0)} ms`);
  const figures: Record<string, number> = { p99_ms_at_48: quiet.p99Ms };
  for (const size of people) {
    const rushed = await rush(
      city.checkInRoute,
      Array.from({ length: size }, () => next()),
    );
    console.log(`${size} people at once: ${told(rushed)}`);
    figures[`rush_${size}_p99_ms`] = rushed.p99Ms;
    figures[`rush_${size}_all_in_ms`] = rushed.allInMs;
    figures[`rush_${size}_busy_each`] = rushed.busyEach;
  }
  const flooded = await runLoad({
    url: city.checkInRoute,
    connections: flood,
    length: { seconds },
    mayBeBusy: true,
    next,
  });
  console.log(
    `${flood} connections: ${flooded.perSecond.toFixed(0)}/s, p50 ${flooded.p50Ms.toFixed(0)} ms, p99 ${flooded.p99Ms.toFixed(0)} ms, busy ${flooded.busy}`,
  );
  await report('busy', {
    ...figures,
    throughput_ratio: flooded.perSecond / quiet.perSecond,
    admitted_p50_ms: flooded.p50Ms,
    admitted_p99_ms: flooded.p99Ms,
    told_busy_share: flooded.busy / (flooded.busy + flooded.perSecond * seconds),
  });
} finally {
  await city.stop();
}
