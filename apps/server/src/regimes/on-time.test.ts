import { createTestDatabase, createTestVenues, withClient, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAudit } from '../audit/index.ts';
import { openPool, type Pool } from '../database/pool.ts';
import { createRegimes, type Regimes } from './index.ts';

let database: TestDatabase;
let pool: Pool;
const running: Regimes[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 4, onError: () => undefined });
});

afterAll(async () => {
  await Promise.all(running.map((regimes) => regimes.stop()));
  await pool.end();
  await database.drop();
});

/** A server's regimes whose clock goes on from an instant once they have started; what they set is kept with its instant. */
async function startAt(instant: string) {
  let startedAt: number | null = null;
  const clock = () => new Date(Date.parse(instant) + (startedAt === null ? 0 : Date.now() - startedAt));
  const set: { venueId: string; employeeLimit: number | null; at: Date }[] = [];
  const regimes = await createRegimes({
    pool,
    clock,
    audit: createAudit({ pool, clock }),
    defaultPackId: 'id-denpasar-2021',
    notices: { mark: () => undefined, tell: () => undefined, follow: () => () => undefined },
    async setLimit(venueId, { employeeLimit }) {
      set.push({ venueId, employeeLimit, at: clock() });
      await pool.query('update venue_counters set limit_employees = $2 where venue_id = $1', [venueId, employeeLimit]);
    },
    onError: (error) => {
      throw error;
    },
  });
  running.push(regimes);
  await regimes.start();
  startedAt = Date.now();
  return { regimes, set };
}

it('limits dated inside a pack come into force at midnight of each venue’s zone', async () => {
  const venues = await createTestVenues(database.url, 2, { limit: 100 });
  const [west, middle] = venues.map(({ id }) => id);
  await withClient(database.url, async (client) => {
    await client.query("update venues set capacity = 100, area_code = '51.71', sector = 'non-essential'");
    await client.query("update venues set time_zone = 'Asia/Jakarta' where id = $1", [west]);
    await client.query(
      `insert into level_changes (id, area_code, level, from_at, reason, entered_at)
       values (gen_random_uuid(), '51.71', 3, '2021-09-21T00:00:00Z', 'Instruksi', now())`,
    );
  });
  // From 1 October on, a quarter of the employees may work from the office at level 3.
  for (const [venueId, midnight] of [
    [middle, '2021-09-30T16:00:00.000Z'],
    [west, '2021-09-30T17:00:00.000Z'],
  ] as const) {
    const { regimes, set } = await startAt(new Date(Date.parse(midnight) - 3_000).toISOString());
    expect(set.map((each) => each.venueId)).not.toContain(venueId);
    await expect.poll(() => set.map((each) => each.venueId)).toContain(venueId);
    const change = set.find((each) => each.venueId === venueId);
    expect(change?.employeeLimit).toBe(25);
    expect(change?.at.getTime()).toBeGreaterThanOrEqual(Date.parse(midnight));
    // Two seconds are promised; what is entered is looked for every fifteen.
    expect(change?.at.getTime()).toBeLessThan(Date.parse(midnight) + 10_000);
    await regimes.stop();
  }
});
