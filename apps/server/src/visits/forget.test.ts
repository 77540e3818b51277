import { randomBytes, randomUUID } from 'node:crypto';
import { createTestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool, type Pool } from '../database/pool.ts';
import { forget } from './store.ts';
import { endDueVisits } from './sweep.ts';
import { VenueQueues } from './venue-queues.ts';

const now = new Date('2021-10-20T03:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const nothingDue = new VenueQueues({ apply: () => Promise.reject(new Error('nothing is due')), venuesPerCall: 1 });
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 2, onError: () => undefined });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

interface Row {
  readonly decidedAt: Date;
  readonly reviewExpiresAt?: Date;
}

async function insertCheckIn({ decidedAt, reviewExpiresAt }: Row): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `insert into check_ins (venue_id, event_id, body_mac, gate_id, kind, outcome, answer, persons, decided_at, review_expires_at, state)
     values ($1, $1, '\\x00', $1, 'visitor', $2, '{}', '[{"pseudonyms":["00"]}]', $3, $4, '{}')`,
    [id, reviewExpiresAt === undefined ? 'admitted' : 'review', decidedAt, reviewExpiresAt],
  );
  return id;
}

async function find(id: string): Promise<{ answer: unknown; persons: unknown } | undefined> {
  return (
    await pool.query<{ answer: unknown; persons: unknown }>(
      'select answer, persons from check_ins where event_id = $1',
      [id],
    )
  ).rows[0];
}

describe('forget', () => {
  it('empties answers after a day and deletes check-ins after the retention', async () => {
    const [today, before, long] = await Promise.all(
      [0.5, 2, 15].map((days) => insertCheckIn({ decidedAt: daysAgo(days) })),
    );
    await forget(pool, now, 14);
    expect((await find(today ?? ''))?.answer).toEqual({});
    expect((await find(before ?? ''))?.answer).toBeNull();
    expect(await find(long ?? '')).toBeUndefined();
  });

  it('drops the pseudonyms of a review that nobody decided in time', async () => {
    const waiting = await insertCheckIn({ decidedAt: now, reviewExpiresAt: daysAgo(-1) });
    const justOver = await insertCheckIn({
      decidedAt: daysAgo(0.1),
      reviewExpiresAt: new Date(now.getTime() - 50_000),
    });
    const over = await insertCheckIn({ decidedAt: daysAgo(0.1), reviewExpiresAt: daysAgo(0.05) });
    await endDueVisits({ clock: () => now, pool, queues: nothingDue, onChange: () => undefined });
    expect((await find(waiting))?.persons).not.toBeNull();
    expect((await find(justOver))?.persons).not.toBeNull();
    expect((await find(over))?.persons).toBeNull();
  });

  it('destroys the keys of days that name nobody any more', async () => {
    for (const days of [0, 1, 2, 3, 4]) {
      await pool.query('insert into day_keys (day, key) values ($1, $2)', [
        daysAgo(days).toISOString().slice(0, 10),
        randomBytes(32),
      ]);
    }
    await forget(pool, now, 14);
    const { rows } = await pool.query<{ day: string }>('select day::text from day_keys order by day');
    expect(rows.map(({ day }) => day)).toEqual(['2021-10-18', '2021-10-19', '2021-10-20']);
  });

  it('deletes more rows than it takes at once', async () => {
    await pool.query(
      `insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by, ended_at, ended_by)
       select v, v, v, 'visitor', v, '\\x00', $1, $1, $1, 'closing' from (select gen_random_uuid() as v from generate_series(1, 5001)) x`,
      [daysAgo(15)],
    );
    await forget(pool, now, 14);
    expect((await pool.query('select from visits')).rowCount).toBe(0);
  });
});
