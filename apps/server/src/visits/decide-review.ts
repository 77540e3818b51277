import type { FeedEntry, ReviewDecisionRequest } from '@gapura/contract';
import type { Session } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import type { GateAtVenue } from '../venues/index.ts';
import { endOfVisit } from './check-in.ts';
import type { Presenter } from './present.ts';
import type { VenueQueues } from './venue-queues.ts';

export interface DecideReviewDeps {
  readonly clock: Clock;
  readonly queues: VenueQueues;
  readonly present: Presenter;
  readonly onChange: (venueId: string) => void;
}

/**
 * The officer's word on a yellow check-in. Approval takes the places at this moment and may still find the venue full.
 * @throws Problem check-in-unknown, review-decided, review-expired
 */
export async function decideReview(
  deps: DecideReviewDeps,
  { gate, eventId }: { gate: GateAtVenue; eventId: string },
  request: ReviewDecisionRequest,
  session: Session,
): Promise<FeedEntry> {
  const now = deps.clock();
  const result = await deps.queues.submit(gate.venueId, {
    do: 'decide',
    event: eventId,
    gate: gate.id,
    decision: request.decision,
    reason: request.reason,
    by: session.accountId ?? session.deviceId,
    at: now.toISOString(),
    ...endOfVisit(gate.venue, now),
  });
  if ('unknown' in result) {
    throw new Problem('check-in-unknown');
  }
  if ('expired' in result) {
    throw new Problem('review-expired');
  }
  if (result.alreadyDecided) {
    throw new Problem('review-decided');
  }
  deps.onChange(gate.venueId);
  const openVisits = result.outcome === 'admitted' ? (result.persons ?? []).map(({ visit }) => visit) : [];
  return deps.present.feedEntry(gate, { stored: result, openVisits });
}
