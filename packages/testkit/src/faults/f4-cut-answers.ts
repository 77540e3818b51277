import { City, type CrowdPlan, type Postgres, type Scene } from './city.ts';
import { startCuttingProxy, type CuttingProxy } from './cutting-proxy.ts';
import { untilNoticed } from './control.ts';
import type { FaultTest, Finding, Situation } from './fault-test.ts';
import { forgetEvents } from './sabotage.ts';

const limit = 40;
const share = 0.2;

export const cutAnswers: FaultTest = {
  id: 'F4',
  title:
    'requests and answers lost, late, halved and shredded between client and server and between server and PostgreSQL',
  control: 'events are not remembered',
  shortSeconds: 4,
  async run(situation) {
    const postgres = await situation.postgres();
    const city = await City.build(postgres, situation.seed);
    const proxies = await joinByProxies(city, postgres, situation);
    try {
      const honest = await meet(city, proxies, await city.openVenue(limit), situation.seconds);
      await forgetEvents(city.database.url);
      const control = await untilNoticed(async () =>
        meet(city, proxies, await city.openVenue(limit), Math.min(situation.seconds, 3)),
      );
      return { honest, control };
    } finally {
      await city.stop();
      await Promise.all(proxies.map((proxy) => proxy.stop()));
    }
  },
};

type Proxies = readonly [towardsServer: CuttingProxy, towardsPostgres: CuttingProxy];

async function joinByProxies(city: City, postgres: Postgres, { seconds }: Situation): Promise<Proxies> {
  const stallMs = seconds > 30 ? 30_000 : 700;
  const { port, searchParams } = new URL(postgres.url);
  const socket = { path: `${searchParams.get('host')}/.s.PGSQL.${port}` };
  const towardsPostgres = await startCuttingProxy(socket, city.random.fork(), stallMs);
  const url = new URL(city.database.url);
  url.search = '';
  url.host = `127.0.0.1:${towardsPostgres.port}`;
  await city.startServers(1, { databaseUrl: url.toString() });
  const address = { host: '127.0.0.1', port: Number(new URL(city.servers[0]?.url ?? '').port) };
  return [await startCuttingProxy(address, city.random.fork(), stallMs), towardsPostgres];
}

/** Fewer pieces are cut towards PostgreSQL, since one of them carries the check-ins of many. */
async function meet(
  city: City,
  [towardsServer, towardsPostgres]: Proxies,
  scene: Scene,
  seconds: number,
): Promise<Finding> {
  towardsServer.share = share;
  towardsPostgres.share = share / 4;
  const crowd: CrowdPlan = {
    clients: 32,
    guestsPerClient: 3,
    seconds,
    urls: () => [`http://127.0.0.1:${towardsServer.port}`],
  };
  const before = countCuts([towardsServer, towardsPostgres]);
  const { slowestMs, unanswered } = await city.runCrowd(scene, crowd, (over) =>
    onceAborted(over, () => {
      // Whoever is still without an answer gets it now.
      towardsServer.share = 0;
      towardsPostgres.share = 0;
    }),
  );
  return {
    verdict: await city.judge(scene),
    operations: scene.recorder.calls.length,
    faults: countCuts([towardsServer, towardsPostgres]) - before,
    failures: unanswered > 0 ? [`${unanswered} events stayed without an answer`] : [],
    figures: {
      cutsTowardsPostgres: countCuts([towardsPostgres]),
      connectionsToPostgres: towardsPostgres.open(),
      slowestMs: Math.round(slowestMs),
    },
  };
}

const countCuts = (proxies: readonly CuttingProxy[]): number =>
  proxies.flatMap(({ counted }) => Object.values(counted)).reduce((sum, count) => sum + count, 0);

function onceAborted(signal: AbortSignal, act: () => void): Promise<void> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => {
      act();
      resolve();
    }),
  );
}
