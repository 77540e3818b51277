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
import type { FastifyRequest } from 'fastify';
import { authorise, type Access, type Action } from '../access/index.ts';
import type { App } from '../http/app.ts';
import type { Clock } from '../clock.ts';
import { checkLimits } from './check-request.ts';
import { presentClosed } from './closed.ts';
import { presentGate, presentManagedVenue, presentVenue } from './present.ts';
import type { Limits } from './store.ts';
import type { Gate, Venue, VenueInForce } from './venue.ts';
import type { ManagedVenueRecord, Venues } from './venues.ts';

export interface VenueRouteOptions {
  readonly venues: Venues;
  readonly access: Pick<Access, 'getSession'>;
  readonly clock: Clock;
  readonly inForce: (venue: Venue, at: Date) => VenueInForce;
  /** The room that owns the counters. */
  readonly visits: {
    occupancyOf(venueIds: readonly string[]): Promise<Map<string, Occupancy>>;
  };
  /** Sets what the manager allows; what is in force may be less. */
  readonly regimes: {
    setOwnLimits(venueId: string, own: Limits, why: { reason: string; by: string | null }): Promise<void>;
    refresh(): Promise<void>;
  };
}

const params = strictObject({ venueId: Uuid });

export function venueRoutes(app: App, options: VenueRouteOptions): void {
  publicRoutes(app, options);
  managedVenueRoutes(app, options);
  changeRoutes(app, options);
}

function publicRoutes(app: App, { venues }: VenueRouteOptions): void {
  app.get(
    '/categories',
    { schema: { tags: ['manager'], summary: 'The kinds of venue', response: { 200: CategoriesReply } } },
    () => ({
      categories: venues.categories.map(({ id, names, longestStayMinutes }) => ({ id, names, longestStayMinutes })),
    }),
  );

  app.get(
    '/venues/:venueId',
    { schema: { tags: ['visits'], summary: 'A venue', params, response: { 200: VenueSummary } } },
    async (request) => presentVenue(await venues.getVenue(request.params.venueId)),
  );
}

function managedVenueRoutes(app: App, options: VenueRouteOptions): void {
  const { venues, access } = options;
  app.get(
    '/managed-venues',
    {
      schema: {
        tags: ['manager'],
        summary: 'The venues this session manages, with gates, limits and people inside',
        response: { 200: ManagedVenuesReply },
      },
    },
    async (request) => {
      const session = await access.getSession(request);
      const { organisationId } = session;
      authorise(session, 'venue.read', organisationId === null ? {} : { organisationId });
      return { venues: await present(options, await venues.listManagedVenues(organisationId)) };
    },
  );

  app.post(
    '/venues',
    { schema: { tags: ['manager'], summary: 'Add a venue', body: VenueRequest, response: { 201: ManagedVenue } } },
    async (request, reply) => {
      const { organisationId } = request.body;
      authorise(await access.getSession(request), 'venue.create', { organisationId });
      const { id } = await venues.createVenue(request.body);
      await options.regimes.refresh();
      return reply.code(201).send(await presentOne(options, id));
    },
  );
}

function changeRoutes(app: App, options: VenueRouteOptions): void {
  const { venues, regimes, access } = options;
  app.patch(
    '/venues/:venueId',
    {
      schema: {
        tags: ['manager'],
        summary: 'Change a venue’s name, address or hours',
        params,
        body: VenueChangeRequest,
        response: { 200: ManagedVenue },
      },
    },
    async (request) => {
      const venue = await authoriseVenue(options, request, 'venue.change');
      const { accountId } = await access.getSession(request);
      const { id } = await venues.changeVenue(venue, request.body, accountId);
      await regimes.refresh();
      return presentOne(options, id);
    },
  );

  app.put(
    '/venues/:venueId/limit',
    {
      schema: {
        tags: ['manager'],
        summary: 'Set how many may be inside; nobody inside is put out',
        params,
        body: LimitRequest,
        response: { 200: ManagedVenue },
      },
    },
    async (request) => {
      const venue = await authoriseVenue(options, request, 'venue.limit');
      const { accountId } = await access.getSession(request);
      const { limit, visitorLimit = null, employeeLimit = null, reason } = request.body;
      checkLimits(request.body, venue.capacity);
      await regimes.setOwnLimits(
        venue.id,
        { limit, visitorLimit, employeeLimit },
        { reason: reason.trim(), by: accountId },
      );
      return presentOne(options, venue.id);
    },
  );

  app.post(
    '/venues/:venueId/gates',
    {
      schema: {
        tags: ['manager'],
        summary: 'Add a gate to a venue',
        params,
        body: GateRequest,
        response: { 201: ManagedGate },
      },
    },
    async (request, reply) => {
      const venue = await authoriseVenue(options, request, 'gate.create');
      return reply.code(201).send(presentManagedGate(venues, await venues.addGate(venue, request.body)));
    },
  );
}

/** The venue of the address, after asking whether this session may do `action` there. */
async function authoriseVenue(
  { venues, access }: VenueRouteOptions,
  request: FastifyRequest<{ Params: { venueId: string } }>,
  action: Action,
): Promise<Venue> {
  const session = await access.getSession(request);
  const venue = await venues.getVenue(request.params.venueId);
  authorise(session, action, { organisationId: venue.organisationId });
  return venue;
}

async function presentOne(options: VenueRouteOptions, venueId: string): Promise<ManagedVenue> {
  const [venue] = await present(options, [await options.venues.getManagedVenue(venueId)]);
  if (venue === undefined) {
    throw new Error(`Venue ${venueId} has no counter.`);
  }
  return venue;
}

async function present(
  { venues, visits, inForce, clock }: VenueRouteOptions,
  records: readonly ManagedVenueRecord[],
): Promise<ManagedVenue[]> {
  const occupancies = await visits.occupancyOf(records.map(({ venue }) => venue.id));
  const now = clock();
  return records.flatMap((record) => {
    const occupancy = occupancies.get(record.venue.id);
    const gates = record.gates.map((gate) => presentManagedGate(venues, gate));
    const closed = presentClosed(inForce(record.venue, now), now);
    return occupancy === undefined ? [] : [presentManagedVenue(record, { occupancy, ...closed }, gates)];
  });
}

function presentManagedGate(venues: Venues, gate: Gate): ManagedGate {
  return { ...presentGate(gate), url: venues.gateUrl(gate) };
}
