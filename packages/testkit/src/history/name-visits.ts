import type { EventCalls } from './events.ts';
import type { VenueRecord } from './venue-record.ts';

/** Who may have come by each visit, by the names that the clients know. */
export type NamesOfVisits = ReadonlyMap<string, readonly string[]>;

/** One name where the history knows it; all of a party whose answer was lost; none where a visit was counted by hand. */
export function nameVisits({ visits }: VenueRecord, events: readonly EventCalls[]): NamesOfVisits {
  const asked = new Map(events.filter(({ tries }) => tries[0]?.action === 'check-in').map((one) => [one.eventId, one]));
  const told = new Map([...asked.values()].flatMap(namesTold));
  return new Map(
    visits.map(({ id, eventId }) => {
      const party = (asked.get(eventId)?.tries ?? []).flatMap(({ persons }) => persons);
      return [id, told.get(id) ?? [...new Set(party)]];
    }),
  );
}

/** An answer names the visits in the order of the persons. */
function namesTold({ answered }: EventCalls): readonly (readonly [string, readonly string[]])[] {
  return answered.flatMap(({ answer, persons }) =>
    answer.outcome === 'admitted' && answer.visits.length === persons.length
      ? answer.visits.map((visit, place) => [visit, persons.slice(place, place + 1)] as const)
      : [],
  );
}
