import { RulesInForceReply, Uuid, VenueRulesReply, strictObject } from '@gapura/contract';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app.ts';
import type { Venue } from '../venues/index.ts';
import { presentRulesInForce, presentVenueRules } from './present-rules.ts';
import type { Regimes } from './regimes.ts';

interface PublicRouteDeps {
  readonly regimes: Regimes;
  readonly clock: Clock;
  readonly getVenueInForce: (venueId: string) => Promise<Venue>;
}

/** What everybody can read without signing in. */
export function publicRoutes(app: App, { regimes, clock, getVenueInForce }: PublicRouteDeps): void {
  app.get(
    '/rules',
    {
      schema: {
        tags: ['visits'],
        summary: 'The levels and rule packs in force and to come, with their reasons and sources',
        response: { 200: RulesInForceReply },
      },
    },
    () => presentRulesInForce(regimes.timeline, clock()),
  );
  app.get(
    '/venues/:venueId/rules',
    {
      schema: {
        tags: ['visits'],
        summary: 'All that a phone needs to decide like the door of this venue',
        params: strictObject({ venueId: Uuid }),
        response: { 200: VenueRulesReply },
      },
    },
    async (request) => {
      const venue = await getVenueInForce(request.params.venueId);
      return presentVenueRules(regimes.timeline, venue, clock());
    },
  );
}
