import { City, type CrowdPlan, type Scene } from './city.ts';
import { untilNoticed } from './control.ts';
import type { FaultTest, Finding } from './fault-test.ts';
import { countThenInsert } from './sabotage.ts';

const limit = 40;
const serverCount = 3;

export const race: FaultTest = {
  id: 'F1',
  title: 'clients of three server processes race for the last places',
  control: 'count-then-insert',
  shortSeconds: 2,
  async run({ seed, seconds, postgres }) {
    const city = await City.build(await postgres(), seed);
    try {
      await city.startServers(serverCount);
      const crowd: CrowdPlan = { clients: 48, guestsPerClient: 3, seconds };
      const honest = await meet(city, await city.openVenue(limit), crowd);
      await countThenInsert(city.database.url);
      // What is broken can refuse an event for good: nobody needs to wait for it as long as for an honest door.
      const hasty: CrowdPlan = { ...crowd, seconds: Math.min(seconds, 3), patienceMs: 2_000 };
      const control = await untilNoticed(async () => meet(city, await city.openVenue(limit), hasty));
      return { honest, control };
    } finally {
      await city.stop();
    }
  },
};

async function meet(city: City, scene: Scene, crowd: CrowdPlan): Promise<Finding> {
  const { slowestMs, unanswered } = await city.runCrowd(scene, crowd);
  const full = scene.recorder.calls.filter(({ answer }) => answer.outcome === 'full').length;
  return {
    verdict: await city.judge(scene),
    operations: scene.recorder.calls.length,
    faults: 0,
    failures: [
      ...(full === 0 ? ['nobody was told that it is full, so there was no race'] : []),
      ...(unanswered > 0 ? [`${unanswered} events stayed without an answer`] : []),
    ],
    figures: { servers: city.servers.length, full, slowestMs: Math.round(slowestMs) },
  };
}
