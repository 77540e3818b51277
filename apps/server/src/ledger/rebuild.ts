import { uuidv7 } from 'uuidv7';
import { inTransaction, type Pool } from '../database/pool.ts';
import { faultsOf, faultsOfLedger, isSame, isSameState, type Fault } from './faults.ts';
import {
  appendRebuildLine,
  findLastRebuild,
  lockVenue,
  readVenue,
  rebuildReason,
  writeCounter,
  type VenueReading,
} from './store.ts';

export interface Rebuilt {
  /** What was wrong before. */
  readonly faults: readonly Fault[];
  /** Whether the counter or the ledger was written. */
  readonly written: boolean;
}

/**
 * Compares a venue's counter with its ledger, from the last repair on, and with what is open now.
 * @returns null where there is no such venue
 */
export async function compareVenue(pool: Pool, venueId: string): Promise<readonly Fault[] | null> {
  const reading = await readVenue(pool, venueId, await findLastRebuild(pool, venueId));
  return reading === null ? null : faultsOf(reading);
}

/**
 * Sets a venue's counter to what its ledger says. Where the open visits say something else, they are the truth: the ledger
 * gets a line that tells so. Lines that are there already are never changed; where one of them is wrong, the new line tells
 * that those before it have been looked at.
 */
export async function rebuildVenue(pool: Pool, venueId: string, at: Date): Promise<Rebuilt | null> {
  return inTransaction(pool, async (client) => {
    await lockVenue(client, venueId);
    const reading = await readVenue(client, venueId, await findLastRebuild(client, venueId));
    if (reading === null) {
      return null;
    }
    const faults = faultsOf(reading);
    const { state, line } = plan(reading);
    if (line !== null) {
      await appendRebuildLine(client, venueId, { ...state, eventId: uuidv7(), at, reason: `${rebuildReason} ${line}` });
    }
    const written = !isSameState(state, reading.counter);
    if (written) {
      await writeCounter(client, venueId, state);
    }
    return { faults, written };
  });
}

/** What the counter is to say, and what a new line of the ledger says of it, where there has to be one. */
function plan(reading: VenueReading): { state: VenueReading['counter']; line: string | null } {
  const { counter, last, open } = reading;
  const { seq, visitors, employees, leased, limit } = last ?? {
    ...counter,
    seq: 0,
    visitors: 0,
    employees: 0,
    leased: 0,
  };
  const state = { seq, visitors, employees, leased, limit };
  const next = { ...open, seq: seq + 1, limit };
  if (!isSame(state, open)) {
    return { state: next, line: 'open visits and leases' };
  }
  return faultsOfLedger(reading).length > 0 ? { state: next, line: 'lines looked at' } : { state, line: null };
}
