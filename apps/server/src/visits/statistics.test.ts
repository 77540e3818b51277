import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool, type Pool } from '../database/pool.ts';
import type { Venue } from '../venues/index.ts';
import { createPassMaker } from './pass.ts';
import { readProvisional, readStatistics } from './statistics.ts';
import { forget } from './store.ts';

/** 11:00 in Bali. */
const now = new Date('2021-10-20T03:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const gateId = randomUUID();
const venue = { id: randomUUID(), timeZone: 'Asia/Makassar' } as Venue;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
const deps = () => ({ pool, clock: () => now, passes: createPassMaker(Buffer.alloc(32)) });

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 4, onError: () => undefined });
  await pool.query(
    `with organisation as (insert into organisations (id, name, created_at) values ($1, 'Kota Uji', $3) returning id),
          venue as (insert into venues (id, organisation_id, name, category, address, time_zone, capacity, longest_stay_minutes, own_limit, created_at)
                    select $1, id, 'Kantor Uji', 'office', '', 'Asia/Makassar', 9, 60, 9, $3 from organisation returning id)
     insert into gates (id, venue_id, code, name, direction, created_at) select $2, id, '8F3KQ2ZT7M', 'Utara', 'in', $3 from venue`,
    [venue.id, gateId, now],
  );
});

beforeEach(() => pool.query('truncate check_ins, door_days'));

afterAll(async () => {
  await pool.end();
  await database.drop();
});

interface Row {
  readonly at: Date;
  readonly outcome?: string;
  readonly colours?: readonly string[];
  readonly proof?: string;
}

async function insert({ at, outcome = 'admitted', colours = ['green'], proof }: Row): Promise<void> {
  await pool.query(
    `insert into check_ins (venue_id, event_id, body_mac, gate_id, kind, outcome, answer, persons, decided_at, review_reason, review_proof, state)
     values ($1, gen_random_uuid(), '\\x00', $2, 'visitor', $3, $4, $5, $6, 'Kartu asli', $7, '{}')`,
    [
      venue.id,
      gateId,
      outcome,
      { persons: colours.map((colour) => ({ colour, rules: [] })) },
      JSON.stringify(colours),
      at,
      proof,
    ],
  );
}

const dayBefore = [
  { at: hoursAgo(26), colours: ['green', 'yellow'] },
  { at: hoursAgo(26), outcome: 'refused', colours: ['red'] },
  { at: hoursAgo(27), colours: ['red'], proof: 'test-result' },
  { at: hoursAgo(27), outcome: 'full' },
  // After midnight in Bali, before it in London.
  { at: new Date('2021-10-18T16:30:00Z'), outcome: 'refused', colours: ['black'] },
];
const counted = {
  day: '2021-10-19',
  outcomes: { admitted: 3, review: 0, refused: 2, full: 1 },
  colours: { green: 2, yellow: 1, red: 2, black: 1 },
  provisional: 1,
};

describe('the numbers of a day', () => {
  it('are the same before and after the answers are emptied, and are counted once', async () => {
    await Promise.all(dayBefore.map(insert));
    await insert({ at: hoursAgo(1), outcome: 'review', colours: ['yellow'] });
    const today = { day: '2021-10-20', outcomes: { admitted: 0, review: 1, refused: 0, full: 0 }, provisional: 0 };
    expect((await readStatistics(deps(), venue)).days).toMatchObject([today, counted]);
    await Promise.all([forget(pool, now, 14), forget(pool, now, 14)]);
    await forget(pool, now, 14);
    const { rows } = await pool.query('select from check_ins where answer is not null');
    expect(rows).toHaveLength(1);
    expect((await readStatistics(deps(), venue)).days).toMatchObject([today, counted]);
    await Promise.all(dayBefore.map(insert));
    await forget(pool, now, 14);
    expect((await readStatistics(deps(), venue)).days[1]?.colours).toEqual({ green: 4, yellow: 2, red: 4, black: 2 });
  });

  it('say nothing of another venue', async () => {
    await Promise.all(dayBefore.map(insert));
    await forget(pool, now, 14);
    expect((await readStatistics(deps(), { ...venue, id: randomUUID() })).days).toEqual([]);
  });

  it('are forgotten after more than a year', async () => {
    const insertDay = `insert into door_days values ($1, $2, 'visitor', 'admitted', 'green', false, 1)`;
    await pool.query(insertDay, [venue.id, '2020-10-01']);
    await pool.query(insertDay, [venue.id, '2020-09-01']);
    await forget(pool, now, 14);
    const { rows } = await pool.query('select day::text from door_days');
    expect(rows).toEqual([{ day: '2020-10-01' }]);
  });
});

describe('the provisional admissions of today', () => {
  it('name gate, proof, reason and number of people, newest first', async () => {
    await insert({ at: hoursAgo(3), colours: ['red', 'green'], proof: 'vaccination-card' });
    await insert({ at: hoursAgo(1), colours: ['red'], proof: 'test-result' });
    await insert({ at: hoursAgo(12), colours: ['red'], proof: 'test-result' });
    await insert({ at: hoursAgo(1), outcome: 'full', colours: ['red'], proof: 'test-result' });
    await insert({ at: hoursAgo(1) });
    expect((await readProvisional(deps(), venue)).admissions).toEqual([
      {
        at: hoursAgo(1).toISOString(),
        gate: { code: '8F3KQ2ZT7M', name: 'Utara', direction: 'in' },
        code: expect.stringMatching(/^.{4}$/),
        persons: 1,
        proof: 'test-result',
        reason: 'Kartu asli',
        by: null,
      },
      expect.objectContaining({ persons: 2, proof: 'vaccination-card' }),
    ]);
  });
});
