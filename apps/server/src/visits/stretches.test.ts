import { createHash, randomUUID } from 'node:crypto';
import { createTestDatabase, createTestVenue } from '@gapura/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getOnly, openPool, type Pool } from '../database/pool.ts';
import { applyEach, applyTogether } from './apply-batches.ts';
import type { CheckInCommand, GateCommand } from './command.ts';
import { resultsOf, stretchesOf } from './stretches.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 4, onError: () => undefined });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const at = '2021-10-01T01:00:00.000Z';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const gate = randomUUID();

interface Plan {
  readonly event: number;
  readonly people: readonly number[];
  readonly kind: 'visitor' | 'employee';
  readonly outcome: 'admitted' | 'review' | 'refused';
  readonly body: number;
}

/** Ids are made of the run's name, so that two venues get the same command. */
function commandOf(run: string, plan: Plan, index: number): CheckInCommand {
  const id = (text: string) =>
    digest(`${run} ${text}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return {
    do: 'check-in',
    event: id(`event ${plan.event}`),
    mac: digest(`body ${plan.body}`).slice(0, 32),
    gate,
    kind: plan.kind,
    outcome: plan.outcome,
    answer: { persons: plan.people.map(() => ({ colour: 'green', rules: ['test'] })) },
    at,
    endsBy: '2021-10-01T10:00:00.000Z',
    endsAs: 'closing',
    reviewExpiresAt: '2021-10-01T01:15:00.000Z',
    persons: plan.people.map((person, place) => ({
      index: place,
      visit: id(`visit ${index} ${place}`),
      pseudonyms: [digest(`${run} today ${person}`), digest(`${run} yesterday ${person}`)],
    })),
    leaving: [],
  };
}

const planOf = fc.record({
  event: fc.nat(30),
  people: fc.oneof(
    { weight: 8, arbitrary: fc.nat(25).map((person) => [person]) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.nat(25), { minLength: 2, maxLength: 3 }) },
  ),
  kind: fc.constantFrom('visitor', 'employee'),
  outcome: fc.oneof(
    { weight: 12, arbitrary: fc.constant('admitted') },
    { weight: 1, arbitrary: fc.constantFrom('review', 'refused') },
  ),
  body: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(2) }),
}) as fc.Arbitrary<Plan>;

/** Instants as one text, whoever wrote them, and members in one order. */
const comparable = (results: unknown): unknown =>
  JSON.parse(
    JSON.stringify(results, (_name, value: unknown) =>
      typeof value === 'string' && value.startsWith('2021-10-01T') ? new Date(value).toISOString() : value,
    ),
  );

async function applyOneByOne(venueId: string, commands: readonly GateCommand[]): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const command of commands) {
    const text = 'select apply_gate_commands($1, $2::jsonb) as results';
    const { rows } = await pool.query<{ results: unknown[] }>(text, [venueId, JSON.stringify([command])]);
    results.push(...getOnly(rows).results);
  }
  return results;
}

async function everythingOf(venueId: string): Promise<unknown> {
  const tables = {
    venue_counters: 'venue_id',
    visits: 'id',
    gate_events: 'seq',
    check_ins: 'event_id',
  };
  const rows = Object.entries(tables).map(async ([table, order]) => {
    const text = `select to_jsonb(t) - 'venue_id' as row from ${table} t where venue_id = $1 order by ${order}`;
    return (await pool.query<{ row: unknown }>(text, [venueId])).rows;
  });
  return Promise.all(rows);
}

describe('people who come alone', () => {
  it('are answered and stored together as they are one by one', { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(
      fc.array(fc.array(planOf, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 3 }),
      fc.record({ limit: fc.integer({ min: 0, max: 25 }), visitorLimit: fc.integer({ min: 0, max: 25 }) }),
      async (batches, limits) => {
        const run = randomUUID();
        const [together, apart] = [
          await createTestVenue(database.url, limits),
          await createTestVenue(database.url, limits),
        ];
        let index = 0;
        for (const batch of batches) {
          const commands = batch.map((plan) => commandOf(run, plan, index++));
          const expected = await applyOneByOne(apart.id, commands);
          // The other venue has the same event ids in this test, so each statement may name one venue only.
          const text = 'select apply_venue_batch($1, $2::jsonb) as results';
          const stretches = stretchesOf(commands);
          const lengths = stretches.map(
            (stretch) => ('arrivals' in stretch ? stretch.arrivals : stretch.commands).length,
          );
          expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(commands.length);
          const { rows } = await pool.query<{ results: unknown[] }>(text, [together.id, JSON.stringify(stretches)]);
          const results = resultsOf(commands, stretches, getOnly(rows).results);
          expect(comparable(results)).toEqual(comparable(expected));
        }
        expect(await everythingOf(together.id)).toEqual(await everythingOf(apart.id));
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  it.each([
    ['together', applyTogether],
    ['venue by venue', applyEach],
  ])('are refused with the event id of another venue, and nobody else is, %s', async (_way, apply) => {
    const run = randomUUID();
    const [here, there] = [
      await createTestVenue(database.url, { limit: 100 }),
      await createTestVenue(database.url, { limit: 100 }),
    ];
    const plan = (event: number): Plan => ({ event, people: [event], kind: 'visitor', outcome: 'admitted', body: 1 });
    const commands = Array.from({ length: 6 }, (_, n) => commandOf(run, plan(n), n));
    await apply(pool, [{ venueId: there.id, commands: commands.slice(0, 1) }]);
    const [ofHere, ofThere] = await apply(pool, [
      { venueId: here.id, commands },
      { venueId: there.id, commands: [commandOf(run, plan(7), 7)] },
    ]);
    expect(ofHere).toEqual([
      { conflict: true },
      ...commands.slice(1).map(() => expect.objectContaining({ outcome: 'admitted' })),
    ]);
    expect(ofThere).toEqual([expect.objectContaining({ outcome: 'admitted' })]);
    expect(ofThere?.[0]).toMatchObject({ state: { seq: 2, visitors: 2 } });
  });
});
