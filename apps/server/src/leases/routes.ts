import {
  GateCode,
  LeaseReclaimRequest,
  LeaseReply,
  LeaseRequest,
  LeaseReturnRequest,
  LeasesReply,
  Uuid,
  strictObject,
} from '@gapura/contract';
import type { FastifyRequest } from 'fastify';
import type { Access, Session } from '../access/index.ts';
import type { App } from '../http/app.ts';
import { inTime } from '../http/in-time.ts';
import type { GateAtVenue } from '../venues/index.ts';
import { GateParams, authoriseGate, type Visits } from '../visits/index.ts';
import type { Leases } from './leases.ts';

const tags = ['officer'];
const LeaseParams = strictObject({ code: GateCode, leaseId: Uuid });

export interface LeaseRouteDeps {
  readonly leases: Leases;
  readonly visits: Visits;
  readonly access: Access;
}

export function leaseRoutes(app: App, deps: LeaseRouteDeps): void {
  const { leases } = deps;
  app.get(
    '/gates/:code/leases',
    { schema: { tags, summary: 'The leases of a gate', params: GateParams, response: { 200: LeasesReply } } },
    async (request) => {
      const { gate } = await enter(deps, request, 'lease.hold');
      return { leases: await leases.list(gate) };
    },
  );

  app.post(
    '/gates/:code/leases',
    {
      schema: {
        tags,
        summary: 'Hold places for a gate that is going to work without the server',
        description:
          'The places count as taken until the lease is returned, or until two minutes after its end. Look at `status`: ' +
          '`held`, or `refused` where there is no room for so many.',
        params: GateParams,
        body: LeaseRequest,
        response: { 200: LeaseReply },
      },
    },
    (request) =>
      inTime(deps.visits.deps.pool, async () => {
        const { gate, session } = await enter(deps, request, 'lease.hold');
        return leases.grant(gate, request.body, session);
      }),
  );

  closingRoutes(app, deps);
}

function closingRoutes(app: App, deps: LeaseRouteDeps): void {
  const { leases } = deps;
  app.post(
    '/gates/:code/leases/:leaseId/return',
    {
      schema: {
        tags,
        summary: 'Give a lease back, with how many were admitted on it',
        description:
          'They are facts and count always, also where the lease has ended, or where they are more than its places; that ' +
          'may put the venue above its limit, and then nobody enters until there is room.',
        params: LeaseParams,
        body: LeaseReturnRequest,
        response: { 200: LeaseReply },
      },
    },
    (request) =>
      inTime(deps.visits.deps.pool, async () => {
        const { gate, session } = await enter(deps, request, 'lease.hold');
        return leases.return(gate, request.params.leaseId, request.body, session);
      }),
  );

  app.post(
    '/gates/:code/leases/:leaseId/reclaim',
    {
      schema: {
        tags,
        summary: 'Take a lease back before its end; it needs a second person',
        description: 'The first person’s request is kept for 15 minutes; that of another person takes the lease back.',
        params: LeaseParams,
        body: LeaseReclaimRequest,
        response: { 200: LeaseReply },
      },
    },
    (request) =>
      inTime(deps.visits.deps.pool, async () => {
        const { gate, session } = await enter(deps, request, 'lease.reclaim');
        return leases.reclaim(gate, request.params.leaseId, request.body, session);
      }),
  );
}

async function enter(
  { access, visits }: LeaseRouteDeps,
  request: FastifyRequest<{ Params: { code: string } }>,
  action: 'lease.hold' | 'lease.reclaim',
): Promise<{ gate: GateAtVenue; session: Session }> {
  const gate = await authoriseGate(access, visits, request, action);
  return { gate, session: await access.getSession(request) };
}
