import type { Queryable } from '../database/pool.ts';
import type { Fault } from './faults.ts';

/** As much of a ledger as is read when a venue is checked for the first time. */
const firstLines = 10_000;

export interface DueCheck {
  readonly venueId: string;
  /** The last line that has been checked. */
  readonly since: number;
}

/** Venues that have changed since they were checked last and that are not stopped. */
export async function listDueChecks(db: Queryable, count: number): Promise<DueCheck[]> {
  const { rows } = await db.query<DueCheck>(
    `select c.venue_id as "venueId", coalesce(k.checked_seq, greatest(0, c.seq - ${firstLines}))::bigint as since
       from venue_counters c left join venue_checks k using (venue_id)
      where c.seq is distinct from coalesce(k.checked_seq, 0) and not exists (select from venue_stops s where s.venue_id = c.venue_id)
      order by k.checked_at nulls first limit $1`,
    [count],
  );
  return rows;
}

export async function putCheck(db: Queryable, venueId: string, seq: number, at: Date): Promise<void> {
  await db.query(
    `insert into venue_checks (venue_id, checked_seq, checked_at) values ($1, $2, $3)
     on conflict (venue_id) do update set checked_seq = excluded.checked_seq, checked_at = excluded.checked_at`,
    [venueId, seq, at],
  );
}

export async function insertStop(db: Queryable, venueId: string, { invariant, says }: Fault, at: Date): Promise<void> {
  await db.query(
    'insert into venue_stops (venue_id, since, invariant, says) values ($1, $2, $3, $4) on conflict do nothing',
    [venueId, at, invariant, says],
  );
}

/** True when the venue was stopped. */
export async function deleteStop(db: Queryable, venueId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from venue_stops where venue_id = $1', [venueId]);
  return rowCount === 1;
}

export async function countStops(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ invariant: string; venues: number }>(
    'select invariant, count(*)::integer as venues from venue_stops group by invariant',
  );
  return new Map(rows.map(({ invariant, venues }) => [invariant, venues]));
}

/** Rows that should have been deleted a day ago at the latest, counted up to a bound. */
export async function countOverdue(db: Queryable, before: Date): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ visits: number; check_ins: number }>(
    `select (select count(*)::integer from (select from visits where ended_at < $1 limit 1000) v) as visits,
            (select count(*)::integer from (select from check_ins where answer is null and decided_at < $1 limit 1000) k) as check_ins`,
    [before],
  );
  return new Map(Object.entries(rows[0] ?? {}));
}
