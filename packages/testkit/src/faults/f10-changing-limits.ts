import { setTimeout as wait } from 'node:timers/promises';
import { withClient } from '../venue.ts';
import { City, type CrowdPlan, type Scene } from './city.ts';
import { untilNoticed } from './control.ts';
import type { FaultTest, Finding } from './fault-test.ts';
import { believeOldLimit } from './sabotage.ts';
import { area, Staff } from './staff.ts';

const limit = 40;
const serverCount = 2;

export const changingLimits: FaultTest = {
  id: 'F10',
  title: 'limits, levels, orders, corrections and leases change while people come and go',
  control: 'the limit is believed from a cache',
  shortSeconds: 3,
  async run({ seed, seconds, postgres }) {
    const city = await City.build(await postgres(), seed);
    try {
      // Only the demo has accounts of which a test knows the passwords.
      await city.startServers(serverCount, { env: { GAPURA_MODE: 'demo' } });
      const staff = await Staff.signIn(city);
      const honest = await meet(city, staff, await city.openVenue(limit), seconds);
      await believeOldLimit(city.database.url);
      const control = await untilNoticed(async () =>
        meet(city, staff, await city.openVenue(limit), Math.min(seconds, 3)),
      );
      staff.leave();
      return { honest, control };
    } finally {
      await city.stop();
    }
  },
};

async function meet(city: City, staff: Staff, scene: Scene, seconds: number): Promise<Finding> {
  await putUnderLevels(city, scene);
  const crowd: CrowdPlan = { clients: 24, guestsPerClient: 3 };
  // In turn, so that also a slow machine sees each of them, and for some time a door that an order has closed.
  const acts = [
    () => staff.order(scene),
    () => staff.moveLimit(scene),
    () => staff.moveLevel(),
    () => staff.correct(scene),
    () => staff.lease(scene),
  ];
  const failures: string[] = [];
  let changes = 0;
  const { slowestMs, unanswered } = await city.runCrowd(scene, crowd, async () => {
    // Every act at least twice, so that an order is given and taken back.
    for (const until = performance.now() + seconds * 1_000; changes < 2 * acts.length || performance.now() < until;) {
      failures.push(...((await acts[changes % acts.length]?.()) ?? []));
      changes += 1;
      await wait(city.random.below(40));
    }
  });
  const turnedAway = scene.recorder.calls.filter(
    ({ answer }) => answer.outcome === 'refused' && answer.rules.includes('door.ordered-closed'),
  ).length;
  const seen = new Set(scene.recorder.calls.flatMap(({ answer }) => ('state' in answer ? [answer.state.limit] : [])));
  return {
    verdict: await city.judge(scene),
    operations: scene.recorder.calls.length,
    faults: changes,
    failures: [
      ...new Set(failures),
      ...(seen.size < 2 ? ['the limit never changed'] : []),
      ...(turnedAway === 0 ? ['nobody came while an order closed the venue'] : []),
      ...(unanswered > 0 ? [`${unanswered} events stayed without an answer`] : []),
    ],
    figures: { limitsSeen: seen.size, turnedAway, slowestMs: Math.round(slowestMs) },
  };
}

/** A mall of the area, so small that each level means another limit, at a place where it is noon: levels close it at night. */
async function putUnderLevels(city: City, { venue }: Scene): Promise<void> {
  const hours = new Date().getUTCHours() - 12;
  const zone = `Etc/GMT${hours < 0 ? hours : `+${hours}`}`;
  await withClient(city.database.url, (client) =>
    client.query("update venues set area_code = $2, category = 'mall', capacity = 80, time_zone = $3 where id = $1", [
      venue.id,
      area,
      zone,
    ]),
  );
}
