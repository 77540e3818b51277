import {
  CategoriesReply,
  GateRequest,
  LimitRequest,
  ManagedGate,
  ManagedVenue,
  ManagedVenuesReply,
  Uuid,
  VenueChangeRequest,
  VenueRequest,
  VenueSummary,
  strictObject,
} from '@gapura/contract';
import type { Occupancy } from '@gapura/contract';
import { authorise, type Access, type Action } from '../access/index.ts';
import type { FastifyRequest } from 'fastify';
import type { App } from '../http/app.ts';
import { Problem } from '../http/problem.ts';
import { presentVenue, type Venue } from './venue.ts';
import type { Venues } from './venues.ts';

const VenueParams = strictObject({ venueId: Uuid });
const tags = ['manager'];

/** What this room needs of the visits: the counters are theirs. */
interface Counters {
  occupancyOf(venueIds: readonly string[]): Promise<Map<string, Occupancy>>;
  setLimit(
    venueId: string,
    change: { limit: number; visitorLimit: number | null; employeeLimit: number | null },
  ): Promise<Occupancy>;
}

export interface VenueRouteDeps {
  readonly venues: Venues;
  readonly access: Access;
  readonly visits: Counters;
}

export function venueRoutes(app: App, deps: VenueRouteDeps): void {
  const { venues, access, visits } = deps;
  const occupancyOf = (ids: readonly string[]) => visits.occupancyOf(ids);

  const authoriseVenue = async (
    request: FastifyRequest<{ Params: { venueId: string } }>,
    action: Action,
  ): Promise<Venue> => {
    const session = await access.getSession(request);
    const venue = await venues.getVenue(request.params.venueId);
    authorise(session, action, { organisationId: venue.organisationId });
    return venue;
  };

  app.get(
    '/categories',
    { schema: { tags, summary: 'Kinds of places that the rules know', response: { 200: CategoriesReply } } },
    () => ({ categories: [...venues.categories] }),
  );

  app.get(
    '/venues/:venueId',
    { schema: { tags: ['visits'], summary: 'A venue', params: VenueParams, response: { 200: VenueSummary } } },
    async (request) => presentVenue(await venues.getVenue(request.params.venueId)),
  );

  app.get(
    '/managed-venues',
    { schema: { tags, summary: 'The venues of the session’s organisation', response: { 200: ManagedVenuesReply } } },
    async (request) => {
      const { role, organisationId } = await access.getSession(request);
      if (role === 'officer') {
        throw new Problem('permission-missing');
      }
      return { venues: await venues.listManagedVenues(role === 'admin' ? null : organisationId, occupancyOf) };
    },
  );

  app.post(
    '/venues',
    { schema: { tags, summary: 'Make a venue with its gates', body: VenueRequest, response: { 200: ManagedVenue } } },
    async (request) => {
      const session = await access.getSession(request);
      authorise(session, 'venue.create', { organisationId: request.body.organisationId });
      const { id } = await venues.createVenue(request.body);
      return venues.getManagedVenue(id, occupancyOf);
    },
  );

  app.patch(
    '/venues/:venueId',
    {
      schema: {
        tags,
        summary: 'Change name, address or hours',
        params: VenueParams,
        body: VenueChangeRequest,
        response: { 200: ManagedVenue },
      },
    },
    async (request) => {
      const { id } = await authoriseVenue(request, 'venue.change');
      await venues.changeVenue(id, request.body);
      return venues.getManagedVenue(id, occupancyOf);
    },
  );

  app.put(
    '/venues/:venueId/limit',
    {
      schema: {
        tags,
        summary: 'Set the limit by hand; nobody inside is put out',
        params: VenueParams,
        body: LimitRequest,
        response: { 200: ManagedVenue },
      },
    },
    async (request) => {
      const venue = await authoriseVenue(request, 'venue.limit');
      const { limit, visitorLimit = null, employeeLimit = null } = request.body;
      if (limit > venue.capacity) {
        throw new Problem('limit-above-capacity');
      }
      await visits.setLimit(venue.id, { limit, visitorLimit, employeeLimit });
      return venues.getManagedVenue(venue.id, occupancyOf);
    },
  );

  app.post(
    '/venues/:venueId/gates',
    {
      schema: { tags, summary: 'Add a gate', params: VenueParams, body: GateRequest, response: { 200: ManagedGate } },
    },
    async (request) => {
      const { id } = await authoriseVenue(request, 'gate.create');
      return venues.addGate(id, request.body);
    },
  );
}
