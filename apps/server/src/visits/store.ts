import { getOnly, type Queryable } from '../database/pool.ts';
import type { Presence } from '../employees/index.ts';
import type { StoredCheckIn } from './command.ts';
import type { VenueState } from './venue-state.ts';
import { countAndEmptyAnswers } from './statistics-store.ts';

/** All SQL of this room. Names make PostgreSQL prepare each statement once per connection. */

export interface WatchedState extends VenueState {
  /** Nobody is admitted since then. */
  readonly stoppedSince: Date | null;
}

export async function findStates(db: Queryable, venueIds: readonly string[]): Promise<Map<string, WatchedState>> {
  const { rows } = await db.query<WatchedState & { venue_id: string }>({
    name: 'venue-states',
    text: `select venue_id, seq, visitors, employees, leased, limit_total as "limit",
                  limit_visitors as "visitorLimit", limit_employees as "employeeLimit",
                  (select since from venue_stops s where s.venue_id = c.venue_id) as "stoppedSince"
             from venue_counters c where venue_id = any($1::uuid[])`,
    values: [venueIds],
  });
  return new Map(rows.map(({ venue_id, ...state }) => [venue_id, state]));
}

export async function findCheckIn(db: Queryable, venueId: string, eventId: string): Promise<StoredCheckIn | null> {
  const { rows } = await db.query<{ stored: StoredCheckIn }>({
    name: 'check-in',
    text: 'select stored_check_in(c) as stored from check_ins c where venue_id = $1 and event_id = $2',
    values: [venueId, eventId],
  });
  return rows[0]?.stored ?? null;
}

export interface FeedRow {
  readonly stored: StoredCheckIn;
  readonly openVisits: readonly string[];
}

export interface FeedQuery {
  readonly venueId: string;
  readonly gateId: string;
  readonly since: Date;
  readonly now: Date;
}

/** The newest check-ins of a gate, at most 50, up to 100 that wait for a decision and 50 that may be disputed; newest first. */
export async function listFeed(db: Queryable, { venueId, gateId, since, now }: FeedQuery): Promise<readonly FeedRow[]> {
  const { rows } = await db.query<FeedRow>({
    name: 'gate-feed',
    text: `select stored_check_in(c) as stored,
                  coalesce((select jsonb_agg(v.id) from jsonb_array_elements(c.persons) person
                              join visits v on v.venue_id = c.venue_id and v.id = (person->>'visit')::uuid
                             where v.ended_at is null), '[]') as "openVisits"
             from check_ins c
            where c.venue_id = $1 and c.event_id in (
                    (select event_id from check_ins where venue_id = $1 and gate_id = $2 and decided_at >= $3
                      order by decided_at desc limit 50)
                    union
                    (select event_id from check_ins where venue_id = $1 and gate_id = $2
                        and review_decided is null and review_expires_at is not null and review_expires_at > $4
                        and outcome = 'review'
                      order by review_expires_at limit 100)
                    union
                    (select event_id from check_ins where venue_id = $1 and gate_id = $2
                        and review_decided is null and review_expires_at is not null and review_expires_at > $4
                        and outcome = 'refused'
                      order by review_expires_at desc limit 50))
            order by c.decided_at desc`,
    values: [venueId, gateId, since, now],
  });
  return rows;
}

export interface DueVisit {
  readonly venueId: string;
  readonly id: string;
  readonly endsBy: Date;
  readonly endsAs: 'closing' | 'longest-stay';
}

/** Visits whose time is over, the oldest first, at most `count`. An ended visit always says by whom: see `visits_due`. */
export async function listDueVisits(db: Queryable, now: Date, count: number): Promise<readonly DueVisit[]> {
  const { rows } = await db.query<DueVisit>(
    `select venue_id as "venueId", id, ends_by as "endsBy", ends_as as "endsAs"
       from visits where ended_by is null and ends_by <= $1 order by ends_by limit $2`,
    [now, count],
  );
  return rows;
}

export async function findOpenVisits(db: Queryable, venueId: string, pseudonyms: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from visits where venue_id = $1 and ended_at is null
        and pseudonym in (select decode(p, 'hex') from unnest($2::text[]) p)`,
    [venueId, pseudonyms],
  );
  return rows.map(({ id }) => id);
}

export interface CurveRow {
  readonly at: Date;
  readonly visitors: number;
  readonly employees: number;
  readonly limit: number;
}

/** The last state of each step since `from`, oldest first, preceded by the state in which the day began. */
export async function listCurve(db: Queryable, venueId: string, from: Date, stepMinutes: number): Promise<CurveRow[]> {
  const { rows } = await db.query<CurveRow>(
    `(select $2::timestamptz as at, visitors, employees, limit_total as "limit" from gate_events
       where venue_id = $1 and at < $2 order by seq desc limit 1)
     union all
     (select distinct on (step) step as at, visitors, employees, limit_total as "limit"
        from (select date_bin(make_interval(mins => $3), at, $2) as step, * from gate_events where venue_id = $1 and at >= $2) e
       order by step, seq desc)
     order by at`,
    [venueId, from, stepMinutes],
  );
  return rows;
}

/**
 * Different employees by venue and calendar date, and the employee limit in force. A pseudonym is good for one venue and
 * one of its days, so that counting them counts people; those whom an officer added by hand have none.
 */
export async function countPresence(
  db: Queryable,
  venues: readonly { readonly id: string; readonly timeZone: string }[],
): Promise<Map<string, Presence>> {
  const { rows } = await db.query<{ id: string; employeeLimit: number | null; days: Record<string, number> }>(
    `select c.venue_id as id, c.limit_employees as "employeeLimit",
            coalesce((select jsonb_object_agg(day, present) from (
              select to_char(v.started_at at time zone asked.zone, 'YYYY-MM-DD') as day, count(distinct v.pseudonym) as present
                from visits v where v.venue_id = c.venue_id and v.kind = 'employee' and v.by_hand is null
               group by 1) d), '{}') as days
       from unnest($1::uuid[], $2::text[]) as asked(id, zone) join venue_counters c on c.venue_id = asked.id`,
    [venues.map(({ id }) => id), venues.map(({ timeZone }) => timeZone)],
  );
  return new Map(
    rows.map(({ id, employeeLimit, days }) => [id, { employeeLimit, days: new Map(Object.entries(days)) }]),
  );
}

/** A day's pseudonym key, made by whoever asks first. */
export async function getDayKey(db: Queryable, day: string, fresh: Buffer): Promise<Buffer> {
  await db.query('insert into day_keys (day, key) values ($1, $2) on conflict do nothing', [day, fresh]);
  const { rows } = await db.query<{ key: Buffer }>('select key from day_keys where day = $1', [day]);
  return getOnly(rows).key;
}

/** Days for which a pseudonym key is of use: today's and yesterday's name people, one more for clocks that differ. */
const keyDays = 3;
/** Numbers without people are kept for comparing a month with that of the year before. */
const countedDays = 400;
/** Few rows at a time, so that no statement takes long and no lock is held for long. */
const forgottenAtOnce = 5_000;

/**
 * Empties answers after a day and counts them, drops keys that name nobody any more, and deletes what is older than the
 * retention. Returns how many rows it touched.
 */
export async function forget(db: Queryable, now: Date, retentionDays: number): Promise<number> {
  const keys = (condition: string): string =>
    `(venue_id, event_id) in (select venue_id, event_id from check_ins where ${condition} limit ${forgottenAtOnce})`;
  const statements: [string, unknown[]][] = [
    [countAndEmptyAnswers(forgottenAtOnce), [now]],
    [
      `delete from check_ins where ${keys('answer is null and decided_at < $1::timestamptz - make_interval(days => $2)')}`,
      [now, retentionDays],
    ],
    [
      `delete from visits where (venue_id, id) in
         (select venue_id, id from visits where ended_at < $1::timestamptz - make_interval(days => $2) limit ${forgottenAtOnce})`,
      [now, retentionDays],
    ],
    [
      `delete from corrections where (venue_id, event_id) in
         (select venue_id, event_id from corrections where at < $1::timestamptz - make_interval(days => $2) limit ${forgottenAtOnce})`,
      [now, retentionDays],
    ],
    [`delete from door_days where day < $1::date - $2::integer`, [now, countedDays]],
    [`delete from day_keys where day <= ($1::timestamptz at time zone 'UTC')::date - $2::integer`, [now, keyDays]],
  ];
  let touched = 0;
  for (const [text, values] of statements) {
    touched += await repeatWhileFull(db, text, values);
  }
  return touched;
}

/**
 * Drops the pseudonyms of reviews that nobody decided in time; see `check_ins_lapsed`. A decision of the last moment may still
 * wait in the venue's queue, so a minute passes first.
 */
export async function dropLapsedPersons(db: Queryable, now: Date): Promise<number> {
  return repeatWhileFull(
    db,
    `update check_ins set persons = null where (event_id, venue_id) in
       (select event_id, venue_id from check_ins
         where persons is not null and review_decided is null and review_expires_at is not null
           and review_expires_at <= $1::timestamptz - interval '1 minute'
         order by review_expires_at limit ${forgottenAtOnce})`,
    [now],
  );
}

async function repeatWhileFull(db: Queryable, text: string, values: unknown[]): Promise<number> {
  let touched = 0;
  for (let last = forgottenAtOnce; last === forgottenAtOnce; touched += last) {
    last = (await db.query(text, values)).rowCount ?? 0;
  }
  return touched;
}
