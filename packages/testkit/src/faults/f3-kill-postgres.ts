import { setTimeout as wait } from 'node:timers/promises';
import { withClient } from '../venue.ts';
import { City, startPostgres, type CrowdPlan, type Postgres } from './city.ts';
import { untilNoticed } from './control.ts';
import type { FaultTest, Finding, Situation } from './fault-test.ts';
import { killAll, listProcessTree } from './process-tree.ts';

const limit = 40;
const serverCount = 2;
const backWithinMs = 15_000;

export const killPostgres: FaultTest = {
  id: 'F3',
  title: 'kill -9 of PostgreSQL with all its children; the supervisor starts it again',
  control: 'synchronous_commit = off',
  shortSeconds: 4,
  async run(situation) {
    const postgres = await startPostgres({ wal_writer_delay: '2s' });
    try {
      return {
        honest: await killDuringLoad(situation, postgres, () => Promise.resolve()),
        control: await untilNoticed((before) =>
          killDuringLoad({ ...situation, seed: situation.seed + before }, postgres, commitLater),
        ),
      };
    } finally {
      await postgres.stop();
    }
  },
};

/** A server refuses to start on such a database, so the setting comes afterwards, with the connections that are made then. */
async function commitLater(city: City): Promise<void> {
  await withClient(city.database.url, async (client) => {
    await client.query(`alter database ${client.escapeIdentifier(client.database ?? '')} set synchronous_commit = off`);
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gapura' and datname = current_database()",
    );
  });
}

async function killDuringLoad(
  { seed, seconds }: Situation,
  postgres: Postgres,
  prepare: (city: City) => Promise<void>,
): Promise<Finding> {
  const city = await City.build(postgres, seed);
  try {
    await city.startServers(serverCount);
    const scene = await city.openVenue(limit);
    await prepare(city);
    // The making of the city is no part of what has to be recovered.
    await withClient(postgres.url, (client) => client.query('checkpoint'));
    const crowd: CrowdPlan = { clients: 32, guestsPerClient: 3, seconds };
    let kills = 0;
    let slowestBackMs = 0;
    const { slowestMs, unanswered } = await city.runCrowd(scene, crowd, async (over) => {
      while (!over.aborted) {
        await wait(700 + city.random.below(600));
        slowestBackMs = Math.max(slowestBackMs, await killAndWait(postgres));
        kills += 1;
      }
    });
    const died = city.servers.filter(({ process }) => process.exitCode !== null || process.signalCode !== null).length;
    return {
      verdict: await city.judge(scene),
      operations: scene.recorder.calls.length,
      faults: kills,
      failures: [
        ...(slowestBackMs > backWithinMs ? [`PostgreSQL was away for ${Math.round(slowestBackMs)} ms`] : []),
        ...(died > 0 ? [`${died} server processes died with PostgreSQL`] : []),
        ...(unanswered > 0 ? [`${unanswered} events stayed without an answer`] : []),
      ],
      figures: { slowestMs: Math.round(slowestMs), slowestBackMs: Math.round(slowestBackMs) },
    };
  } finally {
    await city.stop();
  }
}

/** How long it takes until PostgreSQL answers again. */
async function killAndWait(postgres: Postgres): Promise<number> {
  const killedAt = performance.now();
  killAll(await listProcessTree(postgres.pid()));
  for (;;) {
    const isBack = await withClient(postgres.url, (client) => client.query('select 1')).then(
      () => true,
      () => false,
    );
    if (isBack) {
      return performance.now() - killedAt;
    }
    await wait(20);
  }
}
