import { getOnly, type Queryable } from '../database/pool.ts';
import type { GateCommand, StoredCheckIn, VenueState } from './command.ts';

/** All SQL of this room. Names make PostgreSQL prepare each statement once per connection. */

export async function applyGateCommands(
  db: Queryable,
  venueId: string,
  commands: readonly GateCommand[],
): Promise<readonly unknown[]> {
  const foreign = await findEventsOfOtherVenues(db, venueId, commands);
  const isForeign = (command: GateCommand): boolean => command.do === 'check-in' && foreign.has(command.event);
  const own = commands.filter((command) => !isForeign(command));
  const results = own.length === 0 ? [] : await applyAll(db, venueId, own);
  let next = 0;
  return commands.map((command) => (isForeign(command) ? { conflict: true } : results[next++]));
}

async function applyAll(db: Queryable, venueId: string, commands: readonly GateCommand[]): Promise<readonly unknown[]> {
  const { rows } = await db.query<{ results: readonly unknown[] }>({
    name: 'apply-gate-commands',
    text: 'select apply_gate_commands($1, $2::jsonb) as results',
    values: [venueId, JSON.stringify(commands)],
  });
  return getOnly(rows).results;
}

/** An event id that another venue has answered cannot be used here: the same id with another body. */
async function findEventsOfOtherVenues(
  db: Queryable,
  venueId: string,
  commands: readonly GateCommand[],
): Promise<ReadonlySet<string>> {
  const events = commands.filter((command) => command.do === 'check-in').map(({ event }) => event);
  if (events.length === 0) {
    return new Set();
  }
  const { rows } = await db.query<{ event_id: string }>({
    name: 'events-of-other-venues',
    text: 'select event_id from check_ins where event_id = any($1::uuid[]) and venue_id <> $2',
    values: [events, venueId],
  });
  return new Set(rows.map((row) => row.event_id));
}

export async function findStates(db: Queryable, venueIds: readonly string[]): Promise<Map<string, VenueState>> {
  const { rows } = await db.query<VenueState & { venue_id: string }>({
    name: 'venue-states',
    text: `select venue_id, seq, visitors, employees, leased, limit_total as "limit"
             from venue_counters where venue_id = any($1::uuid[])`,
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

/** The newest check-ins of a gate, at most 50, and up to 100 that still wait for a decision; newest first. */
export async function listFeed(db: Queryable, { venueId, gateId, since, now }: FeedQuery): Promise<readonly FeedRow[]> {
  const { rows } = await db.query<FeedRow>({
    name: 'gate-feed',
    text: `select stored_check_in(c) as stored,
                  coalesce((select jsonb_agg(v.id) from visits v
                             where v.venue_id = c.venue_id and v.event_id = c.event_id and v.ended_at is null), '[]') as "openVisits"
             from check_ins c
            where c.venue_id = $1 and c.event_id in (
                    (select event_id from check_ins where venue_id = $1 and gate_id = $2 and decided_at >= $3
                      order by decided_at desc limit 50)
                    union
                    (select event_id from check_ins where venue_id = $1 and gate_id = $2
                        and review_decided is null and review_expires_at is not null and review_expires_at > $4
                      order by review_expires_at limit 100))
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

/** Visits whose time is over, the oldest first, at most `count`. */
export async function listDueVisits(db: Queryable, now: Date, count: number): Promise<readonly DueVisit[]> {
  const { rows } = await db.query<DueVisit>(
    `select venue_id as "venueId", id, ends_by as "endsBy", ends_as as "endsAs"
       from visits where ended_at is null and ends_by <= $1 order by ends_by limit $2`,
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

/** A day's pseudonym key, made by whoever asks first. */
export async function getDayKey(db: Queryable, day: string, fresh: Buffer): Promise<Buffer> {
  await db.query('insert into day_keys (day, key) values ($1, $2) on conflict do nothing', [day, fresh]);
  const { rows } = await db.query<{ key: Buffer }>('select key from day_keys where day = $1', [day]);
  return getOnly(rows).key;
}

/** Days for which a pseudonym key is of use: today's and yesterday's name people, one more for clocks that differ. */
const keyDays = 3;
/** Few rows at a time, so that no statement takes long and no lock is held for long. */
const forgottenAtOnce = 5_000;

/**
 * Empties answers after a day, drops the pseudonyms of reviews that nobody decided and keys that name nobody any more, and
 * deletes what is older than the retention. Returns how many rows it touched.
 */
export async function forget(db: Queryable, now: Date, retentionDays: number): Promise<number> {
  const keys = (condition: string): string =>
    `(venue_id, event_id) in (select venue_id, event_id from check_ins where ${condition} limit ${forgottenAtOnce})`;
  const statements: [string, unknown[]][] = [
    [
      `update check_ins set answer = null where ${keys(`answer is not null and decided_at < $1::timestamptz - interval '1 day'`)}`,
      [now],
    ],
    [
      `update check_ins set persons = null where ${keys(
        'persons is not null and review_decided is null and review_expires_at is not null and review_expires_at <= $1',
      )}`,
      [now],
    ],
    [
      `delete from check_ins where ${keys('answer is null and decided_at < $1::timestamptz - make_interval(days => $2)')}`,
      [now, retentionDays],
    ],
    [
      `delete from visits where (venue_id, id) in
         (select venue_id, id from visits where ended_at < $1::timestamptz - make_interval(days => $2) limit ${forgottenAtOnce})`,
      [now, retentionDays],
    ],
    [`delete from day_keys where day <= ($1::timestamptz at time zone 'UTC')::date - $2::integer`, [now, keyDays]],
  ];
  let touched = 0;
  for (const [text, values] of statements) {
    touched += await repeatWhileFull(db, text, values);
  }
  return touched;
}

async function repeatWhileFull(db: Queryable, text: string, values: unknown[]): Promise<number> {
  let touched = 0;
  for (let last = forgottenAtOnce; last === forgottenAtOnce; touched += last) {
    last = (await db.query(text, values)).rowCount ?? 0;
  }
  return touched;
}
