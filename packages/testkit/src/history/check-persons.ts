import type { NamesOfVisits } from './name-visits.ts';
import type { VenueRecord } from './venue-record.ts';
import type { Violation } from './violation.ts';

/** Replays who is inside: nobody enters a venue in which they are already (I6). */
export function checkPersons(record: VenueRecord, namesOf: NamesOfVisits): readonly Violation[] {
  const personOf = namePersons(record, namesOf);
  // Whom a correction took out left no line of their own, so nobody knows when they may come again.
  const removed = new Set(record.visits.filter(({ endedBy }) => endedBy === 'correction').map(({ id }) => id));
  const inside = new Map<string, string>();
  const violations: Violation[] = [];
  for (const { visitId, kind, seq } of record.ledger) {
    const person = visitId === null ? undefined : personOf.get(visitId);
    if (person === undefined || visitId === null) {
      continue;
    }
    if (kind === 'check-out') {
      inside.delete(person);
    } else if (inside.has(person) && !removed.has(inside.get(person) ?? '')) {
      violations.push({
        kind: 'inside-twice',
        text: `seq ${seq}: ${person} enters by ${visitId} and is inside already`,
      });
    } else {
      inside.set(person, visitId);
    }
  }
  return violations;
}

/** Each visit's person: by the name that the client knows, where there is only one that it can be, else by the pseudonym. */
function namePersons({ visits }: VenueRecord, namesOf: NamesOfVisits): ReadonlyMap<string, string> {
  return new Map(
    visits.map(({ id, pseudonym }) => {
      const [person, another] = namesOf.get(id) ?? [];
      return [id, person === undefined || another !== undefined ? pseudonym : person];
    }),
  );
}
