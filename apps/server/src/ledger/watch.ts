import type { Clock } from '../clock.ts';
import { inTransaction, type Pool } from '../database/pool.ts';
import { eachInTurn, messageOf } from '../each-in-turn.ts';
import { faultsOf, type Fault } from './faults.ts';
import {
  countOverdue,
  countStops,
  deleteStop,
  insertStop,
  listDueChecks,
  putCheck,
  type DueCheck,
} from './stop-store.ts';
import { lockVenue, readVenue } from './store.ts';

const checkedAtOnce = 10_000;
/** A day more than what is kept, since the deleting runs now and then. */
const overdueMs = 15 * 86_400_000;

export interface WatchDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Tells the operator and everybody who follows the venue. */
  readonly onStop: (venueId: string, fault: Fault) => void;
}

/**
 * Checks what must always hold at every venue that has changed since the last time. A venue where it does not hold admits
 * nobody until an operator has looked at it; the others go on. Returns how many were stopped.
 * @throws what kept venues from being checked, when all others have been
 */
export async function checkVenues(deps: WatchDeps): Promise<number> {
  let stopped = 0;
  await eachInTurn(await listDueChecks(deps.pool, checkedAtOnce), async (due) => {
    const isStopped = await checkVenue(deps, due).catch((cause: unknown) => {
      throw new Error(`Venue ${due.venueId} could not be checked: ${messageOf(cause)}`, { cause });
    });
    stopped += isStopped ? 1 : 0;
  });
  return stopped;
}

async function checkVenue({ pool, clock, onStop }: WatchDeps, { venueId, since }: DueCheck): Promise<boolean> {
  const reading = await readVenue(pool, venueId, since);
  if (reading === null) {
    return false;
  }
  const [fault] = faultsOf(reading);
  if (fault !== undefined) {
    await stopVenue(pool, { venueId, fault, at: clock() });
    onStop(venueId, fault);
  }
  await putCheck(pool, venueId, reading.counter.seq, clock());
  return fault !== undefined;
}

/** Whatever is under way at the venue is finished first; nothing that comes later is admitted. */
async function stopVenue(
  pool: Pool,
  { venueId, fault, at }: { venueId: string; fault: Fault; at: Date },
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await lockVenue(client, venueId);
    await insertStop(client, venueId, fault, at);
  });
}

/**
 * Lets a venue admit people again.
 * @returns false where it was not stopped
 */
export async function resumeVenue(pool: Pool, venueId: string): Promise<boolean> {
  return deleteStop(pool, venueId);
}

/** How many venues are stopped, by the invariant that did not hold. */
export async function readStops(pool: Pool): Promise<ReadonlyMap<string, number>> {
  return countStops(pool);
}

/** How many rows are older than they may be, by table. */
export async function readOverdue(pool: Pool, now: Date): Promise<ReadonlyMap<string, number>> {
  return countOverdue(pool, new Date(now.getTime() - overdueMs));
}
