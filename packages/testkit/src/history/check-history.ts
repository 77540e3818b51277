import type { Call } from './call.ts';
import { checkAnswers, promises } from './check-answers.ts';
import { checkClosing } from './check-closing.ts';
import { checkKinds } from './check-kinds.ts';
import { checkLedger, insideOf } from './check-ledger.ts';
import { checkPersons } from './check-persons.ts';
import { checkRealTime } from './check-real-time.ts';
import { checkRefusals } from './check-refusals.ts';
import { groupByEvent } from './events.ts';
import { nameVisits } from './name-visits.ts';
import type { VenueRecord } from './venue-record.ts';
import { isLinearizable, type Violation } from './violation.ts';

export interface Verdict {
  readonly violations: readonly Violation[];
  readonly acknowledged: number;
  readonly lost: number;
  /** By how many the fullest moment passed the limit. */
  readonly overLimit: number;
  readonly isLinearizable: boolean;
}

/**
 * Holds what all clients were told against what the database has kept of one venue. The counter's `seq` gives the order, so
 * no search is needed: O(n log n).
 */
export function checkHistory(calls: readonly Call[], record: VenueRecord): Verdict {
  const own = calls.filter(({ venueId }) => venueId === record.venueId);
  const events = groupByEvent(own);
  const namesOf = nameVisits(record, events);
  const violations = [
    ...checkLedger(record),
    ...checkKinds(record, events),
    ...checkAnswers(record, events),
    ...checkPersons(record, namesOf),
    ...checkRefusals(record, events, namesOf),
    ...checkClosing(own),
    ...checkRealTime(record, own),
  ];
  return {
    violations,
    acknowledged: countAcknowledged(own),
    lost: violations.filter(({ kind }) => kind === 'acknowledged-lost').length,
    overLimit: overLimitOf(record),
    isLinearizable: isLinearizable(violations),
  };
}

function countAcknowledged(calls: readonly Call[]): number {
  const told = calls.filter(({ answer }) => promises.includes(answer.outcome));
  return new Set(told.map(({ eventId }) => eventId)).size;
}

/** Whoever has an open visit is inside, so a counter that lies cannot hide people. */
function overLimitOf({ counter, ledger, visits }: VenueRecord): number {
  const hidden =
    visits.filter((visit) => visit.open).length - Math.max(insideOf(counter), counter.limit - counter.leased);
  const entries = ledger.filter(({ kind }) => kind === 'check-in');
  return entries.reduce((most, line) => Math.max(most, insideOf(line) + line.leased - line.limit), Math.max(0, hidden));
}
