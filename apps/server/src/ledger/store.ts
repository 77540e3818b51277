import { getOnly, type Queryable } from '../database/pool.ts';

export interface Counts {
  readonly visitors: number;
  readonly employees: number;
  readonly leased: number;
}

export interface CounterState extends Counts {
  readonly seq: number;
  readonly limit: number;
}

/** What one statement, and so one moment, shows of a venue. */
export interface VenueReading {
  readonly counter: CounterState;
  /** The ledger's last line; null where nothing has happened yet. */
  readonly last: CounterState | null;
  /** What is open and held now. */
  readonly open: Counts;
  /** The first line of each kind of fault, by its seq. */
  readonly brokenOrder: number | null;
  readonly brokenStep: number | null;
  readonly overLimit: number | null;
  readonly below: number | null;
  readonly repeated: number | null;
}

export async function listVenueIds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select venue_id as id from venue_counters order by venue_id');
  return rows.map(({ id }) => id);
}

/** How the doctor's own lines begin; they set whatever differed, and nobody's account and no gate is named in them. */
export const rebuildReason = 'gapura doctor:';
const isRebuildLine = `kind = 'correction' and reason like '${rebuildReason}%' and gate_id is null and by_account is null`;

/**
 * How each kind of line may change the numbers before it. `people` and `places` are what it adds to those inside and to the
 * leased places; only a line of the limit may change the limit.
 */
const allowedStep = `case kind
  when 'check-in' then people = 1 and places = 0
  when 'check-out' then people = -1 and places = 0
  when 'limit' then people = 0 and places = 0
  when 'correction' then places = 0 or ${isRebuildLine}
  when 'lease' then places <= 0 or people = 0
end and (kind = 'limit' or not moved)`;

/** Reads a venue's counter, its ledger from `since` on, and what is open, in one statement. */
export async function readVenue(db: Queryable, venueId: string, since: number): Promise<VenueReading | null> {
  const { rows } = await db.query<VenueReading>(
    `with lines as (
       select seq, kind, event_id, visit_id, gate_id, by_account, visitors, employees, leased, limit_total, override, reason,
              seq - lag(seq, 1, 0) over ordered as step,
              visitors + employees - lag(visitors + employees, 1, 0) over ordered as people,
              leased - lag(leased, 1, 0) over ordered as places,
              limit_total <> lag(limit_total, 1, limit_total) over ordered as moved
         from gate_events where venue_id = $1 and seq >= $2 window ordered as (order by seq)
     ), fresh as (select * from lines where seq > $2)
     select jsonb_build_object('seq', c.seq, 'visitors', c.visitors, 'employees', c.employees, 'leased', c.leased,
              'limit', c.limit_total) as counter,
            (select jsonb_build_object('seq', l.seq, 'visitors', l.visitors, 'employees', l.employees, 'leased', l.leased,
                      'limit', l.limit_total) from gate_events l where l.venue_id = $1 order by l.seq desc limit 1) as last,
            (select jsonb_build_object('visitors', count(*) filter (where v.kind = 'visitor'),
                      'employees', count(*) filter (where v.kind = 'employee'),
                      'leased', (select coalesce(sum(places), 0) from leases where venue_id = $1 and status = 'held'))
               from visits v where v.venue_id = $1 and v.ended_at is null) as open,
            (select min(seq) from fresh where step <> 1) as "brokenOrder",
            (select min(seq) from fresh where step = 1 and not (${allowedStep})) as "brokenStep",
            (select min(seq) from fresh where override is null and people + places > 0
                and visitors + employees + leased > limit_total) as "overLimit",
            (select min(seq) from fresh where visitors < 0 or employees < 0 or leased < 0) as below,
            (select min(seq) from (select seq, row_number() over (partition by event_id, visit_id order by seq) as nth
               from fresh where kind = 'check-in') counted where nth > 1) as repeated
       from venue_counters c where c.venue_id = $1`,
    [venueId, since],
  );
  return rows[0] ?? null;
}

/** The line of the last repair; 0 where there was none. What is wrong before it has been looked at. */
export async function findLastRebuild(db: Queryable, venueId: string): Promise<number> {
  const { rows } = await db.query<{ seq: number }>(
    `select coalesce(max(seq), 0)::bigint as seq from gate_events where venue_id = $1 and ${isRebuildLine}`,
    [venueId],
  );
  return getOnly(rows).seq;
}

/** Waits for what is under way at the venue, and holds back what comes. Nobody changes a counter without this lock. */
export async function lockVenue(db: Queryable, venueId: string): Promise<void> {
  await db.query('select from venue_counters where venue_id = $1 for update', [venueId]);
}

export async function writeCounter(db: Queryable, venueId: string, state: CounterState): Promise<void> {
  await db.query(
    `update venue_counters set seq = $2, visitors = $3, employees = $4, leased = $5, limit_total = $6 where venue_id = $1`,
    [venueId, state.seq, state.visitors, state.employees, state.leased, state.limit],
  );
}

export interface RebuildLine extends CounterState {
  readonly eventId: string;
  readonly at: Date;
  readonly reason: string;
}

export async function appendRebuildLine(db: Queryable, venueId: string, line: RebuildLine): Promise<void> {
  const { seq, visitors, employees, leased, limit, eventId, at, reason } = line;
  await db.query(
    `insert into gate_events (venue_id, seq, event_id, kind, at, visitors, employees, leased, limit_total, reason, override)
     values ($1, $2, $3, 'correction', $4, $5, $6, $7, $8, $9, nullif($5::integer + $6 + $7 > $8, false))`,
    [venueId, seq, eventId, at, visitors, employees, leased, limit, reason],
  );
}
