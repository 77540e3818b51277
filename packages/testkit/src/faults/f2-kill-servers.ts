import { setTimeout as wait } from 'node:timers/promises';
import { once } from 'node:events';
import { City, faultyServer, type CrowdPlan, type ServerOptions } from './city.ts';
import { untilNoticed } from './control.ts';
import type { FaultTest, Finding, Situation } from './fault-test.ts';

const limit = 40;
const serverCount = 3;
const answerWithinMs = 10_000;

export const killServers: FaultTest = {
  id: 'F2',
  title: 'kill -9 of server processes at any moment',
  control: 'answers before the commit',
  shortSeconds: 3,
  async run(situation) {
    return {
      honest: await killDuringLoad(situation, {}),
      control: await untilNoticed((before) =>
        killDuringLoad({ ...situation, seed: situation.seed + before }, { entry: faultyServer('early-answers') }),
      ),
    };
  },
};

async function killDuringLoad({ seed, seconds, postgres }: Situation, server: ServerOptions): Promise<Finding> {
  const city = await City.build(await postgres(), seed);
  try {
    await city.startServers(serverCount, server);
    const scene = await city.openVenue(limit);
    const crowd: CrowdPlan = { clients: 32, guestsPerClient: 3, seconds };
    const successors: Promise<void>[] = [];
    const { slowestMs, unanswered } = await city.runCrowd(scene, crowd, async (over) => {
      while (!over.aborted) {
        await wait(200 + city.random.below(400));
        // Somebody must be there to answer.
        if (city.servers.length > 1) {
          await killOne(city);
          successors.push(startAnother(city, server));
        }
      }
    });
    await Promise.all(successors);
    return {
      verdict: await city.judge(scene),
      operations: scene.recorder.calls.length,
      faults: successors.length,
      failures: [
        ...(slowestMs > answerWithinMs ? [`an event took ${Math.round(slowestMs)} ms until it was answered`] : []),
        ...(unanswered > 0 ? [`${unanswered} events stayed without an answer`] : []),
      ],
      figures: { slowestMs: Math.round(slowestMs) },
    };
  } finally {
    await city.stop();
  }
}

/** One of them dies in the middle of its work. */
async function killOne(city: City): Promise<void> {
  const [victim] = city.servers.splice(city.random.below(city.servers.length), 1);
  if (victim !== undefined) {
    const ended = once(victim.process, 'exit');
    victim.process.kill('SIGKILL');
    await ended;
  }
}

async function startAnother(city: City, server: ServerOptions): Promise<void> {
  city.servers.push(await city.startServer(server));
}
