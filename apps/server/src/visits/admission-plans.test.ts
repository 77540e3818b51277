import { randomBytes, randomUUID } from 'node:crypto';
import { createTestDatabase, createTestVenue, withClient } from '@gapura/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const visits = (ended: string) => `
  insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by, ended_at, ended_by)
  select $1, v, v, 'visitor', v, uuid_send(v), now(), now() + interval '1 hour', ${ended}
    from (select gen_random_uuid() as v from generate_series(1, 3000)) made`;

function arrival() {
  return {
    event: randomUUID(),
    mac: '00'.repeat(16),
    gate: randomUUID(),
    kind: 'visitor',
    answer: { persons: [] },
    at: new Date().toISOString(),
    endsBy: new Date().toISOString(),
    endsAs: 'closing',
    visit: randomUUID(),
    today: '01'.repeat(32),
    yesterday: '02'.repeat(32),
  };
}

it('finds a person by the index of persons, also after statistics of a night when nobody was inside', async () => {
  const { id } = await createTestVenue(database.url, { limit: 10_000 });
  await withClient(database.url, async (client) => {
    await client.query(visits("now(), 'closing'"), [id]);
    await client.query('vacuum analyze visits');
    await client.query(visits('null, null'), [id]);
    await client.query('select pg_stat_reset()');
    await client.query('select admit_lone_arrivals($1, $2)', [id, JSON.stringify([arrival()])]);
    await client.query('select pg_stat_force_next_flush()');
    const { rows } = await client.query<{ index: string; read: number }>(
      `select indexrelname as index, idx_tup_read::int as read from pg_stat_user_indexes
        where relname = 'visits' and idx_scan > 0`,
    );
    expect(rows).toEqual([{ index: 'visits_one_open_per_person', read: 0 }]);
  });
});

it('looks for event ids of other venues one by one, also by a plan that was made when there were few', async () => {
  const { id } = await createTestVenue(database.url, { limit: 10_000 });
  await withClient(database.url, async (client) => {
    const fill = (count: number) =>
      client.query(
        `insert into check_ins (event_id, venue_id, body_mac, gate_id, kind, outcome, decided_at, state)
         select gen_random_uuid(), gen_random_uuid(), '', $1, 'visitor', 'admitted', now(), '{}' from generate_series(1, $2)`,
        [id, count],
      );
    const apply = (events: readonly string[]) =>
      client.query('select apply_gate_batches($1, $2, $3)', [
        JSON.stringify([
          { venue: id, stretches: [{ arrivals: [{ ...arrival(), today: randomBytes(32).toString('hex') }] }] },
        ]),
        events,
        events.map(() => id),
      ]);
    await client.query('truncate check_ins');
    await fill(3);
    await client.query('vacuum analyze check_ins');
    // The session keeps its plan for as long as no statistics are gathered.
    await apply([randomUUID()]);
    await fill(5_000);
    await client.query('select pg_stat_force_next_flush()');
    await client.query('select pg_stat_reset()');
    await apply(Array.from({ length: 50 }, () => randomUUID()));
    await client.query('select pg_stat_force_next_flush()');
    const { rows } = await client.query<{ read: number }>(
      `select idx_tup_read::int as read from pg_stat_user_indexes where indexrelname = 'check_ins_pkey'`,
    );
    expect(rows).toEqual([{ read: 0 }]);
  });
});
