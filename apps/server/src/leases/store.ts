import type { Queryable } from '../database/pool.ts';
import type { StoredLease } from '../visits/index.ts';

/** All SQL of this room but what changes a venue's places, which is in `0017_leases.sql`. */

export async function listLeases(db: Queryable, gateId: string, count: number): Promise<StoredLease[]> {
  const { rows } = await db.query<{ stored: StoredLease }>(
    `select stored_lease(l) as stored from leases l where gate_id = $1 and status <> 'refused'
      order by granted_at desc limit $2`,
    [gateId, count],
  );
  return rows.map(({ stored }) => stored);
}

export interface DueLease {
  readonly venueId: string;
  readonly id: string;
}

/** Leases that are held although they ended before `endedBefore`. */
export async function listDueLeases(db: Queryable, endedBefore: Date, count: number): Promise<DueLease[]> {
  const { rows } = await db.query<DueLease>(
    `select venue_id as "venueId", id from leases where status = 'held' and ends_at <= $1 order by ends_at limit $2`,
    [endedBefore, count],
  );
  return rows;
}

export async function deleteClosedLeases(db: Queryable, closedBefore: Date): Promise<void> {
  await db.query('delete from leases where closed_at < $1', [closedBefore]);
}
