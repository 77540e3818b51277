import type { OverviewVenue } from '@gapura/contract';

/** How a venue stands, the worst first. */
export const standings = ['over', 'full', 'nearly', 'room', 'closed'] as const;
export type Standing = (typeof standings)[number];

const nearlyFrom = 0.8;

export function standingOf({ occupancy: { inside, leased, limit }, closed }: OverviewVenue): Standing {
  if (closed !== undefined) return 'closed';
  if (inside > limit) return 'over';
  if (inside + leased >= limit) return 'full';
  return inside >= limit * nearlyFrom ? 'nearly' : 'room';
}

/** The part of the limit that is taken; without any place, one person is too many. */
export function shareOf({ occupancy: { inside, limit } }: OverviewVenue): number {
  if (limit > 0) return inside / limit;
  return inside === 0 ? 0 : Infinity;
}

export interface VenueFilter {
  readonly district: string;
  readonly category: string;
  readonly name: string;
}

/** The venues that the filter leaves, the fullest first. Those that are closed come last, unless too many are still inside. */
export function arrange(venues: readonly OverviewVenue[], filter: VenueFilter): OverviewVenue[] {
  const name = filter.name.trim().toLocaleLowerCase('id');
  const rank = (venue: OverviewVenue): number =>
    venue.closed === undefined || shareOf(venue) > 1 ? shareOf(venue) : -1;
  return venues
    .filter((venue) => filter.district === '' || `${venue.area ?? ''}.`.startsWith(`${filter.district}.`))
    .filter((venue) => filter.category === '' || venue.category === filter.category)
    .filter((venue) => `${venue.name} ${venue.organisation}`.toLocaleLowerCase('id').includes(name))
    .toSorted((one, other) => rank(other) - rank(one) || (one.name < other.name ? -1 : 1));
}

export type Counts = Readonly<Record<Standing, number>> & { readonly inside: number };

export function countAll(venues: readonly OverviewVenue[]): Counts {
  const count = (standing: Standing): number => venues.filter((venue) => standingOf(venue) === standing).length;
  const inside = venues.reduce((sum, { occupancy }) => sum + occupancy.inside, 0);
  return {
    over: count('over'),
    full: count('full'),
    nearly: count('nearly'),
    room: count('room'),
    closed: count('closed'),
    inside,
  };
}
