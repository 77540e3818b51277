import { VenueSearchQuery, VenueSearchReply, type Occupancy } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app.ts';
import { createCallRate } from '../http/call-rate.ts';
import { createWorkLimit } from '../http/work-limit.ts';
import { findClosed } from './closed.ts';
import { presentVenue } from './present.ts';
import type { FoundVenues } from './search.ts';
import type { Venue, VenueInForce } from './venue.ts';
import type { Venues } from './venues.ts';

/** Many phones of one mobile network share an address. */
const searchesPerMinute = 300;
/** However many search, the door keeps its connections to the database. */
const atOnce = { running: 2, waiting: 40 };

export interface VenueSearchOptions {
  readonly venues: Pick<Venues, 'search'>;
  readonly clock: Clock;
  readonly inForce: (venue: Venue, at: Date) => VenueInForce;
  readonly visits: { occupancyOf(venueIds: readonly string[]): Promise<Map<string, Occupancy>> };
}

/** Where to go: for everybody, before they leave home. */
export function venueSearchRoute(app: App, options: VenueSearchOptions): void {
  const rate = createCallRate({ clock: options.clock, perMinute: searchesPerMinute });
  const work = createWorkLimit(atOnce);
  app.get(
    '/venues',
    {
      schema: {
        tags: ['visits'],
        summary: 'Venues by name and area, with how many are inside',
        querystring: VenueSearchQuery,
        response: { 200: VenueSearchReply },
      },
    },
    async (request) => {
      rate.count(request.ip);
      const { search = '', area = null } = request.query;
      return work.run(async () => present(options, await options.venues.search({ search, areaCode: area })));
    },
  );
}

async function present(options: VenueSearchOptions, { venues, more }: FoundVenues): Promise<VenueSearchReply> {
  const occupancies = await options.visits.occupancyOf(venues.map(({ venue }) => venue.id));
  const now = options.clock();
  const found = venues.flatMap(({ venue: own, areaName }) => {
    const occupancy = occupancies.get(own.id);
    const inForce = options.inForce(own, now);
    const area = own.areaCode === null || areaName === null ? null : { code: own.areaCode, name: areaName };
    const open = findClosed(inForce, now) === null;
    return occupancy === undefined ? [] : [{ ...presentVenue(inForce.venue), area, occupancy, open }];
  });
  return { venues: found, more };
}
