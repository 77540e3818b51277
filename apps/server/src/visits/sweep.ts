import { uuidv7 } from 'uuidv7';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { forget, listDueVisits } from './store.ts';
import type { VenueQueues } from './venue-queues.ts';

const retentionDays = 14;

export interface SweepDeps {
  readonly clock: Clock;
  readonly pool: Pool;
  readonly queues: VenueQueues;
  readonly onChange: (venueId: string) => void;
}

/**
 * Ends the visits that nobody ended: at closing time or after the longest stay, marked as such. Several processes may do
 * it at once, because a visit ends only once. Returns how many it ended.
 */
export async function endDueVisits(deps: SweepDeps): Promise<number> {
  const now = deps.clock();
  const due = await listDueVisits(deps.pool, now);
  await Promise.all(
    due.map(async ({ venueId, id, endsBy, endsAs }) => {
      await deps.queues.submit(venueId, {
        do: 'check-out',
        event: uuidv7(),
        visit: id,
        by: endsAs,
        at: now.toISOString(),
        endedAt: endsBy.toISOString(),
      });
      deps.onChange(venueId);
    }),
  );
  return due.length;
}

/** Deletes what is older than its time. */
export async function forgetOld(deps: SweepDeps): Promise<number> {
  return forget(deps.pool, deps.clock(), retentionDays);
}
