import type { FeedEntry, ReviewDecisionRequest } from '@gapura/contract';
import type { Session } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { readReason } from '../http/read-reason.ts';
import type { GateAtVenue } from '../venues/index.ts';
import { endOfVisit, type CheckInDeps } from './check-in.ts';
import type { StoredCheckIn } from './command.ts';
import type { DoorRule } from './door-reasons.ts';
import { lookAgain, type LookAgainDeps, type Objection } from './look-again.ts';
import type { Presenter } from './present.ts';
import { findCheckIn } from './store.ts';
import type { VenueQueues } from './venue-queues.ts';

export interface DecideReviewDeps extends LookAgainDeps, Pick<CheckInDeps, 'afterCheckIn' | 'onChange'> {
  readonly clock: Clock;
  readonly pool: Pool;
  readonly queues: VenueQueues;
  readonly present: Presenter;
}

interface Asked {
  readonly gate: GateAtVenue;
  readonly eventId: string;
}

/**
 * The officer's word on a yellow check-in, or on a red one that is disputed with a proof on paper. Approval takes the places at
 * this moment, after another look. Where the venue is full or closed by then, the answer says so and nothing is decided.
 * @throws Problem reason-names-person, gate-closed, check-in-unknown, review-decided, review-expired, proof-mismatch
 */
export async function decideReview(
  deps: DecideReviewDeps,
  { gate, eventId }: Asked,
  request: ReviewDecisionRequest,
  session: Session,
): Promise<FeedEntry> {
  const word = { ...request, reason: readReason(request.reason) };
  const now = deps.clock();
  const stored = request.decision === 'approve' ? await findWaiting(deps, gate, eventId) : null;
  const objection = await lookAgain(deps, gate, stored, now);
  if (stored !== null && objection?.is === 'closed') {
    return deps.present.feedEntry(gate, { stored: asClosed(stored, objection.rule), openVisits: [] });
  }
  const black = objection?.is === 'black' ? objection : null;
  const result = await submit(deps, { gate, eventId, word, black, session, now });
  deps.onChange(gate.venueId);
  await deps.afterCheckIn(gate, deps.present.checkIn(gate, result), black && black.name);
  const openVisits = result.outcome === 'admitted' ? (result.persons ?? []).map(({ visit }) => visit) : [];
  return deps.present.feedEntry(gate, { stored: result, openVisits });
}

/** @throws Problem gate-closed */
async function findWaiting({ pool }: DecideReviewDeps, gate: GateAtVenue, eventId: string) {
  if (gate.closedAt !== null) {
    throw new Problem('gate-closed');
  }
  const stored = await findCheckIn(pool, gate.venueId, eventId);
  return stored?.gate === gate.id ? stored : null;
}

/** As a check-in is answered now. The review itself goes on waiting. */
function asClosed(stored: StoredCheckIn, rule: DoorRule): StoredCheckIn {
  const persons = (stored.answer?.persons ?? []).map((person) => ({ ...person, rules: [rule, ...person.rules] }));
  return { ...stored, outcome: 'refused', answer: { persons } };
}

interface Decision extends Asked {
  readonly word: ReviewDecisionRequest;
  readonly black: Extract<Objection, { is: 'black' }> | null;
  readonly session: Session;
  readonly now: Date;
}

async function submit(
  { queues, inForce }: DecideReviewDeps,
  { gate, eventId, word, black, session, now }: Decision,
): Promise<StoredCheckIn> {
  const result = await queues.submit(gate.venueId, {
    do: 'decide',
    event: eventId,
    gate: gate.id,
    decision: word.decision,
    reason: word.reason,
    proof: word.proof ?? null,
    ...(black !== null && { black: black.answer }),
    by: session.accountId ?? session.deviceId,
    at: now.toISOString(),
    ...endOfVisit(inForce(gate.venue, now).venue, now),
  });
  if ('unknown' in result) {
    throw new Problem('check-in-unknown');
  }
  if ('expired' in result) {
    throw new Problem('review-expired');
  }
  if ('proofMismatch' in result) {
    throw new Problem('proof-mismatch');
  }
  if (result.alreadyDecided) {
    throw new Problem('review-decided');
  }
  return result;
}
