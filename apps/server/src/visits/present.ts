import type { CheckInReply, FeedEntry, Occupancy, Outlook, Reason } from '@gapura/contract';
import { presentGate, presentVenue, type Gate, type GateAtVenue } from '../venues/index.ts';
import type { StoredCheckIn } from './command.ts';
import type { VenueState } from './venue-state.ts';
import { approvedAdvice, doorReasons, type DoorRule } from './door-reasons.ts';
import type { PassMaker } from './pass.ts';
import type { FeedRow } from './store.ts';

export function presentOccupancy(state: VenueState): Occupancy {
  const { seq, visitors, employees, leased, limit, visitorLimit, employeeLimit } = state;
  return {
    seq,
    visitors,
    employees,
    inside: visitors + employees,
    leased,
    limit,
    ...(visitorLimit !== undefined && { visitorLimit }),
    ...(employeeLimit !== undefined && { employeeLimit }),
  };
}

export interface Presenter {
  checkIn(gate: GateAtVenue, stored: StoredCheckIn): CheckInReply;
  feedEntry(gate: Gate, row: FeedRow): FeedEntry;
}

/** @param findReason looks a rule id up in the packs that this server knows. */
export function createPresenter(passes: PassMaker, findReason: (rule: string) => Reason | null): Presenter {
  const reasonOf = (rule: string): Reason => {
    const reason = rule in doorReasons ? doorReasons[rule as DoorRule] : findReason(rule);
    return reason ?? { rule, texts: { id: rule, en: rule, ban: rule }, advice: { id: '', en: '', ban: '' } };
  };
  const personsOf = (stored: StoredCheckIn) =>
    (stored.answer?.persons ?? []).map(({ colour, rules, kind }, index) => ({
      ...(kind !== undefined && { kind }),
      colour,
      reasons: [...rulesOfOutcome(stored, index), ...rules].map(reasonOf).map((reason) => afterReview(stored, reason)),
      visitId: visitOf(stored, index),
    }));
  return {
    checkIn: (gate, stored) => ({
      eventId: stored.event,
      outcome: stored.outcome,
      code: passes.code(stored.event),
      decidedAt: new Date(stored.decidedAt).toISOString(),
      ...disputableOf(stored),
      venue: presentVenue(gate.venue),
      gate: presentGate(gate),
      kind: stored.kind,
      persons: personsOf(stored).map(({ visitId, ...person }, index) => ({
        ...person,
        ...outlookOf(stored, index),
        visit:
          visitId === null ? null : { venue: gate.venueId, id: visitId, token: passes.token(gate.venueId, visitId) },
      })),
      occupancy: presentOccupancy(stored.state),
    }),
    feedEntry: (gate, { stored, openVisits }) => ({
      eventId: stored.event,
      at: new Date(stored.decidedAt).toISOString(),
      gate: presentGate(gate),
      code: passes.code(stored.event),
      kind: stored.kind,
      outcome: stored.outcome,
      persons: personsOf(stored).map(({ visitId, ...person }) => ({
        ...person,
        visit: visitId === null ? null : { id: visitId, open: openVisits.includes(visitId) },
      })),
      review: stored.review && { ...stored.review, expiresAt: new Date(stored.review.expiresAt).toISOString() },
    }),
  };
}

function disputableOf({ outcome, review }: StoredCheckIn): Pick<CheckInReply, 'disputableUntil'> {
  const isOpen = outcome === 'refused' && review !== null && review.decided === null;
  return isOpen ? { disputableUntil: new Date(review.expiresAt).toISOString() } : {};
}

/** Nobody who is in need wait for anything. */
function outlookOf(stored: StoredCheckIn, index: number): { readonly outlook?: Outlook } {
  const outlook = stored.answer?.persons[index]?.outlook;
  return outlook === undefined || stored.outcome === 'admitted' ? {} : { outlook };
}

/** Once the officer has approved, nobody is told to wait for the officer. */
function afterReview(stored: StoredCheckIn, reason: Reason): Reason {
  const approved = stored.outcome === 'admitted' && stored.review?.decided === 'approved';
  return approved ? { ...reason, advice: approvedAdvice } : reason;
}

function rulesOfOutcome(stored: StoredCheckIn, index: number): readonly DoorRule[] {
  if (stored.outcome === 'full') {
    return ['door.full'];
  }
  if (stored.state.already.includes(index)) {
    return ['door.already-inside'];
  }
  return stored.review?.decided === 'refused' ? ['door.officer-refused'] : [];
}

function visitOf(stored: StoredCheckIn, index: number): string | null {
  return stored.outcome === 'admitted' ? (stored.persons?.[index]?.visit ?? null) : null;
}
