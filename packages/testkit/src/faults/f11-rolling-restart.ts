import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import type { ServerProcess } from '../server-process.ts';
import { monotonicMs, type Call, type Verdict } from '../history/index.ts';
import { withClient } from '../venue.ts';
import { City, type CrowdPlan, type Scene } from './city.ts';
import type { FaultTest, Finding } from './fault-test.ts';

const limit = 40;
const serverCount = 2;
/** So long a report goes on reading behind a migration that waits for it and does not give up. */
const reportAtMostMs = 3_500;
/** Beside what the same machine needs anyway: a migration gives up after a second. */
const stalledMs = 3_500;
const checkout = fileURLToPath(new URL('../../../../', import.meta.url));

/** Touches the tables of every check-in, as migrations do: each of these waits for whoever reads the table. */
const migrationOf = (version: number): string => `
alter table venue_counters add column version_${version} integer;
alter table gate_events add column version_${version} integer;
alter table check_ins add column version_${version} integer;
`;
const carelessOf = (version: number): string => `set local lock_timeout = 0;\n${migrationOf(version)}`;

export const rollingRestart: FaultTest = {
  id: 'F11',
  title: 'version after version migrates and replaces the servers one by one while a report reads the tables',
  control: 'a migration that waits for its locks without end',
  // Once is enough for the short form, however long it takes.
  shortSeconds: 1,
  async run({ seed, seconds, postgres }) {
    const city = await City.build(await postgres(), seed);
    const versions: NextVersion[] = [];
    try {
      await city.startServers(serverCount);
      const honest = await replaceServers(city, { versions, sqlOf: migrationOf, servers: serverCount, seconds });
      const control = await replaceServers(city, { versions, sqlOf: carelessOf, servers: 1, seconds: 0 });
      return { honest, control };
    } finally {
      await city.stop();
      await Promise.all(versions.map((version) => version.remove()));
    }
  },
};

interface Replacing {
  /** All so far: each has the migrations of those before it. */
  readonly versions: NextVersion[];
  readonly sqlOf: (version: number) => string;
  /** How many servers each version replaces. */
  readonly servers: number;
  readonly seconds: number;
}

/** What came of one new version. */
interface Replaced {
  readonly exits: readonly (number | null)[];
  readonly report: Report;
}

async function replaceServers(city: City, { versions, sqlOf, servers, seconds }: Replacing): Promise<Finding> {
  const scene = await city.openVenue(limit);
  const crowd: CrowdPlan = { clients: 16, guestsPerClient: 3, pauseMs: 60 };
  const replaced: Replaced[] = [];
  const { unanswered } = await city.runCrowd(scene, crowd, async () => {
    for (const until = performance.now() + seconds * 1_000; replaced.length === 0 || performance.now() < until;) {
      const next = await NextVersion.write([...versions.map(({ sql }) => sql), sqlOf(versions.length)]);
      versions.push(next);
      const [exits, report] = await Promise.all([
        replaceInTurn(city, next.entry, servers),
        readSlowly(city.database.url),
      ]);
      replaced.push({ exits, report });
    }
  });
  return conclude(scene, await city.judge(scene), { replaced, unanswered });
}

interface Noticed {
  readonly replaced: readonly Replaced[];
  readonly unanswered: number;
}

function conclude({ recorder }: Scene, verdict: Verdict, { replaced, unanswered }: Noticed): Finding {
  const exits = replaced.flatMap((one) => one.exits);
  const patient = replaced.filter(({ report }) => !report.outlasted).length;
  const rejected = recorder.calls.filter(
    ({ answer }) => answer.outcome === 'rejected' && answer.code !== 'event-conflict',
  ).length;
  // So long a check-in takes on this machine before anybody waits behind a migration.
  const waitedForSinceMs = replaced[0]?.report.waitedForSinceMs ?? 0;
  const usualMs = slowestOf(recorder.calls.filter(({ endedAtMs }) => endedAtMs < waitedForSinceMs));
  const slowestMs = slowestOf(recorder.calls);
  return {
    verdict,
    operations: recorder.calls.length,
    faults: exits.length,
    failures: [
      ...(slowestMs > usualMs + stalledMs ? [`the door stood still for ${slowestMs} ms`] : []),
      ...(patient > 0 ? [`${patient} migrations did not give up while a report was reading`] : []),
      ...(exits.some((code) => code !== 0) ? [`the old servers ended with ${exits.join(', ')}`] : []),
      ...(rejected > 0 ? [`${rejected} requests were refused`] : []),
      ...(unanswered > 0 ? [`${unanswered} events stayed without an answer`] : []),
    ],
    figures: { versions: replaced.length, usualMs, slowestMs },
  };
}

const slowestOf = (calls: readonly Call[]): number =>
  Math.round(calls.reduce((most, { startedAtMs, endedAtMs }) => Math.max(most, endedAtMs - startedAtMs), 0));

interface Report {
  readonly waitedForSinceMs: number;
  /** A migration that waited for it gave up. */
  readonly outlasted: boolean;
}

/** A reader whose transaction stays open, as a report's does, until a migration has waited for it in vain, or for too long. */
function readSlowly(databaseUrl: string): Promise<Report> {
  return withClient(databaseUrl, async (client) => {
    await client.query('begin');
    await client.query('select count(*) from gate_events, venue_counters');
    let waiting = await findWait(client);
    while (waiting === undefined) {
      await wait(20);
      waiting = await findWait(client);
    }
    const waitedForSinceMs = monotonicMs();
    // What the report reads cannot be granted: a wait that is over was given up.
    while ((await findWait(client)) === waiting && monotonicMs() < waitedForSinceMs + reportAtMostMs) {
      await wait(20);
    }
    const outlasted = (await findWait(client)) !== waiting;
    await client.query('commit');
    return { waitedForSinceMs, outlasted };
  });
}

/** When a migration began to wait that waits now. */
async function findWait(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ begun: string }>(
    `select waitstart::text as begun from pg_locks
      where not granted and mode = 'AccessExclusiveLock' and waitstart is not null
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0]?.begun;
}

/** Each old server goes only when its successor is there. */
async function replaceInTurn(city: City, entry: string, count: number): Promise<(number | null)[]> {
  const exits: (number | null)[] = [];
  const before = city.servers.slice(0, count);
  for (const old of before) {
    city.servers.push(await city.startServer({ entry, env: { GAPURA_WEB: join(checkout, 'apps/web/dist') } }));
    await takeOutOfService(city, old);
    exits.push(old.process.exitCode);
  }
  return exits;
}

/** As a proxy in front does: no new requests first, then the end. */
async function takeOutOfService(city: City, server: ServerProcess): Promise<void> {
  city.servers.splice(city.servers.indexOf(server), 1);
  await server.stop();
}

/** The server of today with some migrations more, in a folder within the checkout, where it finds its packages. */
class NextVersion {
  readonly entry: string;
  /** Its own migration. */
  readonly sql: string;
  readonly #folder: string;

  private constructor(folder: string, sql: string) {
    this.sql = sql;
    this.#folder = folder;
    this.entry = relative(checkout, join(folder, 'apps/server/dist/main.js'));
  }

  static async write(migrations: readonly string[]): Promise<NextVersion> {
    const folder = await mkdtemp(join(checkout, 'node_modules/.cache/gapura-next-'));
    for (const path of [
      'apps/server/dist',
      'apps/server/src/database/migrations',
      'apps/server/package.json',
      'rules',
    ]) {
      await cp(join(checkout, path), join(folder, path), { recursive: true });
    }
    for (const [number, sql] of migrations.entries()) {
      const name = `${9_000 + number}_next_version.sql`;
      await writeFile(join(folder, 'apps/server/src/database/migrations', name), `-- Up Migration\n${sql}`);
    }
    return new NextVersion(folder, migrations.at(-1) ?? '');
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
