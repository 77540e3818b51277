import { uuidv7 } from 'uuidv7';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { dropLapsedPersons, forget, listDueVisits, type DueVisit } from './store.ts';
import type { VenueQueues } from './venue-queues.ts';

const retentionDays = 14;
/** Far fewer than a venue's queue holds, so that visitors find room in it. */
const endedAtOnce = 500;

export interface SweepDeps {
  readonly clock: Clock;
  readonly pool: Pool;
  readonly queues: VenueQueues;
  readonly onChange: (venueId: string) => void;
}

/**
 * Ends the visits that nobody ended: at closing time or after the longest stay, marked as such; and what was kept to decide
 * about people of whom nobody decided. Several processes may do it at once, because a visit ends only once. Returns how many
 * visits it ended.
 */
export async function endDueVisits(deps: SweepDeps): Promise<number> {
  const now = deps.clock();
  await dropLapsedPersons(deps.pool, now);
  let ended = 0;
  for (;;) {
    const due = await listDueVisits(deps.pool, now, endedAtOnce);
    await Promise.all(due.map((visit) => endDueVisit(deps, visit, now)));
    ended += due.length;
    if (due.length < endedAtOnce) {
      return ended;
    }
  }
}

async function endDueVisit(deps: SweepDeps, { venueId, id, endsBy, endsAs }: DueVisit, now: Date): Promise<void> {
  await deps.queues.submit(venueId, {
    do: 'check-out',
    event: uuidv7(),
    visit: id,
    by: endsAs,
    at: now.toISOString(),
    endedAt: endsBy.toISOString(),
  });
  deps.onChange(venueId);
}

/** Deletes what is older than its time. */
export async function forgetOld(deps: SweepDeps): Promise<number> {
  return forget(deps.pool, deps.clock(), retentionDays);
}
