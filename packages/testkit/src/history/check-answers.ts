import type { AnsweredCall, SeenState } from './call.ts';
import { insideOf, show } from './check-ledger.ts';
import type { EventCalls } from './events.ts';
import type { LedgerLine, VenueRecord } from './venue-record.ts';
import type { Violation } from './violation.ts';

/** The ledger by what an answer may name. */
interface Index {
  readonly states: ReadonlyMap<number, SeenState>;
  readonly entered: ReadonlyMap<string, readonly LedgerLine[]>;
  readonly endedVisits: ReadonlySet<string>;
}

/** Holds every answer against the ledger: linearizability by `seq`, I1, I5 and I12. */
export function checkAnswers(record: VenueRecord, events: readonly EventCalls[]): readonly Violation[] {
  const index = indexLedger(record);
  const known = new Set(events.map(({ eventId }) => eventId));
  const unasked = [...index.entered.keys()].filter((eventId) => !known.has(eventId));
  return [
    ...events.flatMap((event) => [
      ...event.answered.flatMap((call) => checkAnswer(index, call)),
      ...checkSameAnswer(event),
      ...checkOnce(index, event),
    ]),
    ...unasked.map((eventId): Violation => ({ kind: 'counted-unasked', text: `event ${eventId} is of no client` })),
  ];
}

function indexLedger({ ledger, firstLimit, visits }: VenueRecord): Index {
  const empty: SeenState = { seq: 0, visitors: 0, employees: 0, leased: 0, limit: firstLimit };
  const entered = new Map<string, LedgerLine[]>();
  for (const line of ledger.filter(({ kind }) => kind === 'check-in')) {
    entered.set(line.eventId, [...(entered.get(line.eventId) ?? []), line]);
  }
  return {
    states: new Map([empty, ...ledger].map((state) => [state.seq, state])),
    entered,
    endedVisits: new Set([
      ...ledger.flatMap(({ kind, visitId }) => (kind === 'check-out' && visitId ? [visitId] : [])),
      // A correction ends visits with one line for all of them.
      ...visits.filter(({ endedBy }) => endedBy === 'correction').map(({ id }) => id),
    ]),
  };
}

/** Outcomes that tell somebody that something has been done. */
export const promises: readonly string[] = ['admitted', 'left', 'changed'];

function checkAnswer(index: Index, call: AnsweredCall): readonly Violation[] {
  const { answer, eventId, persons } = call;
  const { state } = answer;
  const truth = index.states.get(state.seq);
  if (truth === undefined) {
    const kind = promises.includes(answer.outcome) ? 'acknowledged-lost' : 'answer-untrue';
    return [{ kind, text: `${answer.outcome} ${eventId} names seq ${state.seq}, which is not there` }];
  }
  const violations: Violation[] = [];
  if (!isSame(truth, state)) {
    violations.push({
      kind: 'answer-untrue',
      text: `${eventId} was told ${show(state)}, the ledger has ${show(truth)}`,
    });
  }
  if (answer.outcome === 'full' && insideOf(state) + state.leased + persons.length <= state.limit) {
    violations.push({ kind: 'full-untrue', text: `${eventId} was told "full" at ${show(state)}` });
  }
  return [...violations, ...checkKept(index, call)];
}

const isSame = (one: SeenState, other: SeenState): boolean =>
  one.visitors === other.visitors &&
  one.employees === other.employees &&
  one.leased === other.leased &&
  one.limit === other.limit;

function checkKept(index: Index, { answer, eventId, visitId }: AnsweredCall): readonly Violation[] {
  if (answer.outcome === 'left' && visitId !== undefined && !index.endedVisits.has(visitId)) {
    return [{ kind: 'acknowledged-lost', text: `the end of visit ${visitId} is not in the ledger` }];
  }
  if (answer.outcome !== 'admitted') {
    return [];
  }
  const lines = index.entered.get(eventId) ?? [];
  const counted = new Set(lines.map((line) => line.visitId));
  const missing = answer.visits.filter((visit) => !counted.has(visit));
  const lost = missing.map((visit): Violation => ({ kind: 'acknowledged-lost', text: `${eventId}: visit ${visit}` }));
  const last = Math.max(...lines.map(({ seq }) => seq));
  return lost.length > 0 || last === answer.state.seq
    ? lost
    : [{ kind: 'answer-untrue', text: `${eventId} was told seq ${answer.state.seq}, its line has ${last}` }];
}

/** A check-out that is repeated shows the counter of now; everything else shows that of the first time. */
function checkSameAnswer({ eventId, answered }: EventCalls): readonly Violation[] {
  const violations: Violation[] = [];
  const [first, ...others] = answered.filter(({ answer }) => answer.outcome !== 'review' && answer.outcome !== 'left');
  for (const other of others) {
    if (other.body !== first?.body) {
      violations.push({ kind: 'conflict-answered', text: `${eventId} was answered for two bodies` });
    } else if (JSON.stringify(other.answer) !== JSON.stringify(first.answer) && other.action !== 'look') {
      const [one, two] = [first, other].map(({ answer }) => `${answer.outcome} ${show(answer.state)}`);
      violations.push({ kind: 'answers-differ', text: `${eventId}: ${one}, then ${two}` });
    }
  }
  return violations;
}

function checkOnce(index: Index, { eventId, tries, answered }: EventCalls): readonly Violation[] {
  const [call] = tries;
  if (call?.action !== 'check-in') {
    return [];
  }
  const counted = index.entered.get(eventId)?.length ?? 0;
  const party = Math.max(...tries.map(({ persons }) => persons.length));
  if (counted > party) {
    return [{ kind: 'counted-twice', text: `${eventId} is of ${party} and counted ${counted} times` }];
  }
  const outcomes = answered.map(({ answer }) => answer.outcome);
  const turnedAway = outcomes.length > 0 && outcomes.every((outcome) => outcome === 'full' || outcome === 'refused');
  return counted > 0 && turnedAway
    ? [{ kind: 'counted-unacknowledged', text: `${eventId} was told ${outcomes.join(', ')} and is counted` }]
    : [];
}
