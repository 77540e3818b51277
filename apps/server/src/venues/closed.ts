import type { Closed } from '@gapura/contract';
import { isOpenAt } from './opening-hours.ts';
import type { VenueInForce } from './venue.ts';

/** Why nobody is admitted at this instant; null while the venue is open. */
export function findClosed({ venue, closing }: VenueInForce, now: Date): Closed | null {
  if (closing !== null) {
    return { by: 'order', reason: closing.reason, opensAt: null };
  }
  return isOpenAt(venue, now) ? null : { by: 'hours', reason: null, opensAt: venue.opensAt };
}

/** The member that replies carry while the venue is closed. */
export function presentClosed(inForce: VenueInForce, now: Date): { readonly closed?: Closed } {
  const closed = findClosed(inForce, now);
  return closed === null ? {} : { closed };
}
