import type { AnsweredCall, Answer } from './call.ts';
import type { EventCalls } from './events.ts';
import type { NamesOfVisits } from './name-visits.ts';
import type { VenueRecord } from './venue-record.ts';
import type { Violation } from './violation.ts';

/** From the line that counted somebody in up to the one that counted them out; for ever where there is no such line. */
interface Stay {
  readonly from: number;
  readonly to: number;
}

type Refused = Extract<Answer, { readonly outcome: 'refused' }>;
type RefusedCall = AnsweredCall & { readonly answer: Refused };

const isRefused = (call: AnsweredCall): call is RefusedCall => call.answer.outcome === 'refused';

/**
 * A refusal names the line after which it was decided, so it is held against who was inside then. `checkClosing` looks at
 * orders. Nobody in a history is refused for another reason: no gate is an exit only, no venue keeps hours.
 */
export function checkRefusals(
  record: VenueRecord,
  events: readonly EventCalls[],
  namesOf: NamesOfVisits,
): readonly Violation[] {
  const stays = listStays(record, namesOf);
  return events.flatMap(({ answered }) => answered.filter(isRefused).flatMap((call) => checkRefusal(stays, call)));
}

function checkRefusal(
  stays: ReadonlyMap<string, readonly Stay[]>,
  { answer, eventId, persons }: RefusedCall,
): readonly Violation[] {
  const { rules, state } = answer;
  if (rules.every((rule) => rule === null)) {
    return [{ kind: 'refused-untrue', text: `${eventId} was refused, and the door named no reason` }];
  }
  return rules.flatMap((rule, place): readonly Violation[] => {
    const person = persons[place] ?? '';
    if (rule === null || rule === 'door.ordered-closed') {
      return [];
    }
    if (rule !== 'door.already-inside') {
      return [{ kind: 'refused-untrue', text: `${eventId} was refused for ${rule}, which nothing explains` }];
    }
    const isInside = (stays.get(person) ?? []).some(({ from, to }) => from <= state.seq && state.seq < to);
    const text = `${eventId} was told at seq ${state.seq} that ${person} is inside already`;
    return isInside ? [] : [{ kind: 'refused-untrue', text }];
  });
}

/** All stays that each person may have had. Whom a correction took out has no line that says when. */
function listStays({ ledger }: VenueRecord, namesOf: NamesOfVisits): ReadonlyMap<string, readonly Stay[]> {
  const ends = new Map(ledger.filter(({ kind }) => kind === 'check-out').map(({ visitId, seq }) => [visitId, seq]));
  const stays = new Map<string, Stay[]>();
  for (const { kind, visitId, seq } of ledger) {
    for (const person of kind === 'check-in' && visitId !== null ? (namesOf.get(visitId) ?? []) : []) {
      const known = stays.get(person) ?? [];
      known.push({ from: seq, to: ends.get(visitId) ?? Infinity });
      stays.set(person, known);
    }
  }
  return stays;
}
