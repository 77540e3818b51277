import { CurveReply, ProvisionalAdmissionsReply, StatisticsReply } from '@gapura/contract';
import type { FastifyRequest } from 'fastify';
import { authorise, type Access } from '../access/index.ts';
import type { App } from '../http/app.ts';
import type { Venue } from '../venues/index.ts';
import { VenueParams } from './routes.ts';
import { readProvisional, readStatistics } from './statistics.ts';
import type { Visits } from './visits.ts';

const tags = ['manager'];
const params = VenueParams;

/** What a venue's manager reads about its days. */
export function statisticsRoutes(app: App, { visits, access }: { visits: Visits; access: Access }): void {
  async function getOwnVenue(request: FastifyRequest<{ Params: { venueId: string } }>): Promise<Venue> {
    const session = await access.getSession(request);
    const venue = await visits.getVenue(request.params.venueId);
    authorise(session, 'venue.read', { organisationId: venue.organisationId });
    return venue;
  }

  app.get(
    '/venues/:venueId/curve',
    { schema: { tags, summary: 'Today’s course of a venue', params, response: { 200: CurveReply } } },
    async (request) => visits.readCurve(await getOwnVenue(request)),
  );

  app.get(
    '/venues/:venueId/statistics',
    {
      schema: {
        tags,
        summary: 'How many came on each of the last days, by outcome and colour',
        params,
        response: { 200: StatisticsReply },
      },
    },
    async (request) => readStatistics(visits.deps, await getOwnVenue(request)),
  );

  app.get(
    '/venues/:venueId/provisional-admissions',
    {
      schema: {
        tags,
        summary: 'Red check-ins that officers admitted today on a proof on paper',
        params,
        response: { 200: ProvisionalAdmissionsReply },
      },
    },
    async (request) => readProvisional(visits.deps, await getOwnVenue(request)),
  );
}
