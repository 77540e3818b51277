import type { TestVenue } from '@gapura/testkit';

const atOnce = 250_000;

interface Client {
  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/**
 * Writes visits of the last two weeks that have ended, spread over the venues, each with its check-in and its two lines of the
 * ledger, as the sweep would have left them. Returns how many bytes tables and indexes take.
 */
export async function generateVisits(client: Client, venues: readonly TestVenue[], count: number): Promise<number> {
  const ids = venues.map(({ id }) => id);
  await client.query(
    `create temporary table made_venues as select id, place - 1 as place from unnest($1::uuid[]) with ordinality v(id, place)`,
    [ids],
  );
  for (let from = 0; from < count; from += atOnce) {
    await writeVisits(client, { from, to: Math.min(from + atOnce, count), venues: ids.length });
  }
  await client.query(
    `update venue_counters c set seq = last.seq
       from (select venue_id, max(seq) as seq from gate_events group by venue_id) last where last.venue_id = c.venue_id`,
  );
  await client.query('vacuum analyze visits, gate_events, check_ins');
  const { rows } = await client.query(
    `select sum(pg_total_relation_size(t::regclass))::text as size from unnest(array['visits', 'gate_events', 'check_ins']) t`,
  );
  return Number(rows[0]?.['size']);
}

/** Visit `n` is the (n / venues)th of its venue, so its ledger lines are twice that, and one more. */
async function writeVisits(client: Client, range: { from: number; to: number; venues: number }): Promise<void> {
  await client.query(
    `with made as (
       select v.id as venue, g.id as gate, gen_random_uuid() as visit, gen_random_uuid() as event,
              2 * (n / $3) + 1 as seq, sha256(int8send(n)) as pseudonym,
              now() - interval '14 days' + (n::float / $4) * interval '13 days' as at
         from generate_series($1::bigint, $2::bigint - 1) n
         join made_venues v on v.place = n % $3 join gates g on g.venue_id = v.id
     ), visited as (
       insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by, ended_at, ended_by)
       select venue, visit, event, 'visitor', gate, pseudonym, at, at + interval '12 hours', at + interval '1 hour', 'visitor' from made
     ), entered as (
       insert into gate_events (venue_id, seq, event_id, kind, visit_id, gate_id, at, visitors, employees, leased, limit_total)
       select venue, seq, event, 'check-in', visit, gate, at, 1, 0, 0, 1000000 from made
       union all
       select venue, seq + 1, event, 'check-out', visit, gate, at + interval '1 hour', 0, 0, 0, 1000000 from made
     )
     insert into check_ins (event_id, venue_id, body_mac, gate_id, kind, outcome, persons, decided_at, state)
     select event, venue, substr(pseudonym, 1, 16), gate, 'visitor', 'admitted', jsonb_build_array(jsonb_build_object('index', 0, 'visit', visit)),
            at, jsonb_build_object('seq', seq, 'visitors', 1, 'employees', 0, 'leased', 0, 'limit', 1000000, 'already', '[]'::jsonb)
       from made`,
    [range.from, range.to, range.venues, range.to],
  );
}
