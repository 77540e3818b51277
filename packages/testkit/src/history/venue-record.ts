import { withClient } from '../venue.ts';
import type { PersonKind, SeenState } from './call.ts';

export interface LedgerLine extends SeenState {
  readonly eventId: string;
  readonly kind: string;
  readonly visitId: string | null;
  /** Somebody counted more people than the limit allows: a fact, not an admission. */
  readonly override: boolean;
}

export interface VisitRow {
  readonly id: string;
  readonly eventId: string;
  readonly kind: PersonKind;
  readonly pseudonym: string;
  readonly open: boolean;
  /** Begun by a correction, whose one line in the ledger may stand for many. */
  readonly byHand: boolean;
  readonly endedBy: string | null;
}

/** Everything that the database holds of one venue when a run is over. */
export interface VenueRecord {
  readonly venueId: string;
  /** The limit before the first line of the ledger. */
  readonly firstLimit: number;
  readonly counter: SeenState;
  /** In the order of `seq`. */
  readonly ledger: readonly LedgerLine[];
  readonly visits: readonly VisitRow[];
}

interface CounterRow extends SeenState {
  readonly firstLimit: number;
}

/** @param firstLimit the limit with which the venue was made. */
export function readVenueRecord(databaseUrl: string, venueId: string, firstLimit: number): Promise<VenueRecord> {
  return withClient(databaseUrl, async (client) => {
    // One snapshot, so that a run that is still going on is seen at one instant.
    await client.query('begin isolation level repeatable read read only');
    const counters = await client.query<CounterRow>(
      `select seq::int, visitors, employees, leased, limit_total as "limit" from venue_counters where venue_id = $1`,
      [venueId],
    );
    const ledger = await client.query<LedgerLine>(
      `select seq::int, event_id as "eventId", kind, visit_id as "visitId", visitors, employees, leased, limit_total as "limit",
              override is true as override
         from gate_events where venue_id = $1 order by seq`,
      [venueId],
    );
    const visits = await client.query<VisitRow>(
      `select id, event_id as "eventId", kind, encode(pseudonym, 'hex') as pseudonym, ended_at is null as open,
              by_hand is true as "byHand", ended_by as "endedBy"
         from visits where venue_id = $1`,
      [venueId],
    );
    await client.query('commit');
    const [counter] = counters.rows;
    if (counter === undefined) {
      throw new Error(`Venue ${venueId} has no counter.`);
    }
    return { venueId, firstLimit, counter, ledger: ledger.rows, visits: visits.rows };
  });
}
