import { Type } from 'typebox';
import {
  CheckInReply,
  CheckInRequest,
  CheckOutReply,
  CheckOutRequest,
  FeedEntry,
  FeedReply,
  GateCode,
  GateReply,
  OccupancyReply,
  ReviewDecisionRequest,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { authorise, type Access, type Action } from '../access/index.ts';
import type { FastifyRequest } from 'fastify';
import type { App } from '../http/app.ts';
import { inTime } from '../http/in-time.ts';
import type { GateAtVenue } from '../venues/index.ts';
import { checkIn } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { decideReview } from './decide-review.ts';
import type { Visits } from './visits.ts';

/** A party of fifty with a certificate each. */
export const checkInBodyBytes = 256 * 1024;

export const GateParams = strictObject({ code: GateCode });
export const VenueParams = strictObject({ venueId: Uuid });
export const CheckInParams = strictObject({ code: GateCode, eventId: Uuid });

/** The gate of the address, after asking whether this session may do `action` there. */
export async function authoriseGate(
  access: Access,
  visits: Visits,
  request: FastifyRequest<{ Params: { code: string } }>,
  action: Action,
): Promise<GateAtVenue> {
  const session = await access.getSession(request);
  const gate = await visits.getGate(request.params.code);
  authorise(session, action, { organisationId: gate.venue.organisationId, gateId: gate.id });
  return gate;
}

export function visitRoutes(app: App, { visits, access }: { visits: Visits; access: Access }): void {
  app.post(
    '/check-ins',
    {
      bodyLimit: checkInBodyBytes,
      schema: {
        tags: ['visits'],
        summary: 'Verify, screen and take places for a party, in one atomic step',
        body: CheckInRequest,
        response: { 200: CheckInReply },
      },
    },
    (request) => inTime(visits.deps.pool, () => checkIn(visits.deps, request.body)),
  );

  app.get(
    '/gates/:code/check-ins/:eventId',
    {
      schema: {
        tags: ['visits'],
        summary: 'A check-in as it stands now, for whoever knows its event id',
        params: CheckInParams,
        response: { 200: CheckInReply },
      },
    },
    (request) => inTime(visits.deps.pool, () => visits.getCheckIn(request.params.code, request.params.eventId)),
  );

  app.post(
    '/check-outs',
    {
      schema: {
        tags: ['visits'],
        summary: 'End visits: with their tokens, or as the officer of a gate',
        body: CheckOutRequest,
        response: { 200: CheckOutReply },
      },
    },
    (request) =>
      inTime(visits.deps.pool, async () => checkOut(visits.deps, request.body, await access.findSession(request))),
  );

  app.get(
    '/gates/:code',
    {
      schema: {
        tags: ['visits'],
        summary: 'A gate: its venue, how many are inside, and what is asked here',
        params: GateParams,
        querystring: strictObject({ signature: Type.Optional(Type.String({ maxLength: 128 })) }),
        response: { 200: GateReply },
      },
    },
    (request) => inTime(visits.deps.pool, () => visits.presentGateReply(request.params.code, request.query.signature)),
  );

  occupancyRoute(app, visits);
  officerRoutes(app, visits, access);
}

function occupancyRoute(app: App, visits: Visits): void {
  app.get(
    '/venues/:venueId/occupancy',
    {
      schema: {
        tags: ['visits'],
        summary: 'How many are inside now',
        params: VenueParams,
        response: { 200: OccupancyReply },
      },
    },
    (request) => visits.readOccupancy(request.params.venueId),
  );
}

function officerRoutes(app: App, visits: Visits, access: Access): void {
  app.get(
    '/gates/:code/feed',
    {
      schema: {
        tags: ['officer'],
        summary: 'The newest check-ins of a gate and those waiting for the officer',
        params: GateParams,
        response: { 200: FeedReply },
      },
    },
    async (request) => visits.readFeed(await authoriseGate(access, visits, request, 'gate.feed')),
  );

  app.post(
    '/gates/:code/reviews/:eventId',
    {
      schema: {
        tags: ['officer'],
        summary: 'Approve or refuse a check-in that waits for review',
        params: CheckInParams,
        body: ReviewDecisionRequest,
        response: { 200: FeedEntry },
      },
    },
    (request) =>
      inTime(visits.deps.pool, async () => {
        const gate = await authoriseGate(access, visits, request, 'review.decide');
        const session = await access.getSession(request);
        return decideReview(visits.deps, { gate, eventId: request.params.eventId }, request.body, session);
      }),
  );
}
