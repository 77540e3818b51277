import { withClient } from '../venue.ts';
import { City, faultyServer, type CrowdPlan, type Scene } from './city.ts';
import { untilNoticed } from './control.ts';
import type { FaultTest, Finding } from './fault-test.ts';
import { orderByTime } from './sabotage.ts';

const limit = 40;
const minuteMs = 60_000;
const jumpEveryMs = 400;
/** Seconds and minutes apart, as clocks that nobody sets; and one that jumps two hours forth and back. */
const clocks = [
  { offsetMs: 0, jumpMs: 0 },
  { offsetMs: 5 * minuteMs, jumpMs: 0 },
  { offsetMs: -7 * minuteMs, jumpMs: 120 * minuteMs },
];

export const wrongClocks: FaultTest = {
  id: 'F6',
  title: 'server processes whose clocks are minutes apart and jump by hours',
  control: 'the order is that of the times of day',
  shortSeconds: 2,
  async run({ seed, seconds, postgres }) {
    const city = await City.build(await postgres(), seed);
    try {
      for (const { offsetMs, jumpMs } of clocks) {
        const env = {
          CLOCK_OFFSET_MS: String(offsetMs + untilForenoonMs()),
          CLOCK_JUMP_MS: String(jumpMs),
          CLOCK_JUMP_EVERY_MS: String(jumpEveryMs),
        };
        await city.startServers(1, { entry: faultyServer('wrong-clock'), env });
      }
      const crowd = { clients: 32, guestsPerClient: 3, seconds };
      const honest = await meet(city, await city.openVenue(limit), crowd);
      await orderByTime(city.database.url);
      const control = await untilNoticed(async () =>
        meet(city, await city.openVenue(limit), { ...crowd, seconds: Math.min(seconds, 3) }),
      );
      return { honest, control };
    } finally {
      await city.stop();
    }
  },
};

/** All servers live at nine o'clock of this day, since a person's pseudonym is of the day that a server has. */
function untilForenoonMs(): number {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 9) - now.getTime();
}

/** PostgreSQL's clock may be as wrong as it likes: nothing in the database asks for the time. */
async function findReadersOfClock(databaseUrl: string): Promise<readonly string[]> {
  const clock = String.raw`\m(now|(clock|statement|transaction)_timestamp|current_(time|date|timestamp)|localtime(stamp)?|timeofday)\M`;
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~* $1
       union all
       select format('%s.%s', adrelid::regclass, attname) from pg_attrdef
         join pg_attribute on attrelid = adrelid and attnum = adnum
        where pg_get_expr(adbin, adrelid) ~* $1 and adrelid::regclass::text <> 'pgmigrations'`,
      [clock],
    );
    return rows.map(({ name }) => name);
  });
}

async function meet(city: City, scene: Scene, crowd: CrowdPlan & { seconds: number }): Promise<Finding> {
  const { slowestMs, unanswered } = await city.runCrowd(scene, crowd);
  return {
    verdict: await city.judge(scene),
    operations: scene.recorder.calls.length,
    faults: Math.floor((crowd.seconds * 1_000) / jumpEveryMs),
    failures: [
      ...(unanswered > 0 ? [`${unanswered} events stayed without an answer`] : []),
      ...(await findReadersOfClock(city.database.url)).map((name) => `${name} asks PostgreSQL for the time`),
    ],
    figures: { servers: city.servers.length, slowestMs: Math.round(slowestMs) },
  };
}
