import { createTestDatabase, withClient, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { openPool, type Pool } from '../database/pool.ts';
import { applyRegimes } from './apply-regimes.ts';
import { loadShippedPacks, readTimeline } from './read-timeline.ts';

let database: TestDatabase;
/** Gives an answer up long before PostgreSQL does, as on a link that is stalled. */
let hasty: Pool;
let patient: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  hasty = openPool(database.url, { max: 1, onError: () => undefined, answerWithinMs: 200 });
  patient = openPool(database.url, { max: 1, onError: () => undefined });
});

afterAll(async () => {
  await Promise.all([hasty.end(), patient.end()]);
  await database.drop();
});

async function apply(pool: Pool): Promise<void> {
  const shipped = await loadShippedPacks();
  const setLimit = () => Promise.reject(new Error('There is no venue whose limit could be set.'));
  await applyRegimes(
    {
      pool,
      clock: systemClock,
      readTimeline: (db) => readTimeline(db, { shipped, defaultPackId: 'id-denpasar-2021' }),
      setLimit,
    },
    null,
  );
}

it('keeps no lock that PostgreSQL grants after nobody waits for it any more', async () => {
  await withClient(database.url, async (holder) => {
    await holder.query("select pg_advisory_lock(hashtext('gapura-regimes'))");
    await expect(apply(hasty)).rejects.toThrow('timeout');
  });
  await apply(patient);
});
