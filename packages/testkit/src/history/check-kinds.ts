import type { PersonKind, SeenState } from './call.ts';
import type { EventCalls } from './events.ts';
import type { LedgerLine, VenueRecord, VisitRow } from './venue-record.ts';
import type { Violation } from './violation.ts';

/** Visitors and employees are counted apart: each visit is of the kind that was asked for, and each line moves that count. */
export function checkKinds({ ledger, visits }: VenueRecord, events: readonly EventCalls[]): readonly Violation[] {
  const asked = new Map(events.map((event) => [event.eventId, kindsAsked(event)]));
  const kinds = new Map(visits.map(({ id, kind }) => [id, kind]));
  return [
    ...visits.flatMap((visit) => checkVisit(asked.get(visit.eventId) ?? [], visit)),
    ...ledger.flatMap((line, place) => checkLine(ledger[place - 1], line, kinds)),
  ];
}

/** What was rejected was not counted, so that another body under the same event id does not matter. */
function kindsAsked({ tries }: EventCalls): readonly PersonKind[] {
  return tries.flatMap(({ kind, answer }) => (kind === undefined || answer.outcome === 'rejected' ? [] : [kind]));
}

function checkVisit(asked: readonly PersonKind[], { id, kind }: VisitRow): readonly Violation[] {
  return asked.length === 0 || asked.includes(kind)
    ? []
    : [{ kind: 'kind-miscounted', text: `visit ${id} was asked for as ${asked[0]} and is kept as ${kind}` }];
}

const nobody = { visitors: 0, employees: 0 };

function checkLine(
  before: Pick<SeenState, 'visitors' | 'employees'> = nobody,
  line: LedgerLine,
  kinds: ReadonlyMap<string, PersonKind>,
): readonly Violation[] {
  const kind = line.visitId === null ? undefined : kinds.get(line.visitId);
  if (kind === undefined) {
    return [];
  }
  const moved = { visitor: line.visitors - before.visitors, employee: line.employees - before.employees };
  return moved[kind === 'visitor' ? 'employee' : 'visitor'] === 0
    ? []
    : [
        {
          kind: 'kind-miscounted',
          text: `seq ${line.seq} counts visit ${line.visitId}, whose kind is ${kind}, as another kind`,
        },
      ];
}
