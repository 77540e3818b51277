import { GateCode, ProcedureRequest, ProceduresReply, Situation, Uuid, strictObject } from '@gapura/contract';
import { authorise, type Access } from '../access/index.ts';
import type { App } from '../http/app.ts';
import type { Venues } from '../venues/index.ts';
import type { Procedures } from './procedures.ts';

export interface ProcedureRouteDeps {
  readonly procedures: Procedures;
  readonly venues: Pick<Venues, 'getGate'>;
  readonly access: Pick<Access, 'getSession'>;
}

const response = { 200: ProceduresReply };
const OrganisationParams = strictObject({ organisationId: Uuid });
const ProcedureParams = strictObject({ organisationId: Uuid, situation: Situation });

export function procedureRoutes(app: App, deps: ProcedureRouteDeps): void {
  const { procedures, venues, access } = deps;
  app.get(
    '/gates/:code/procedures',
    {
      schema: {
        tags: ['officer'],
        summary: 'What the officer of this gate does in each situation',
        params: strictObject({ code: GateCode }),
        response,
      },
    },
    async (request) => {
      const session = await access.getSession(request);
      const gate = await venues.getGate(request.params.code);
      const { organisationId } = gate.venue;
      authorise(session, 'gate.feed', { organisationId, gateId: gate.id });
      return { procedures: await procedures.list(organisationId) };
    },
  );

  app.get(
    '/organisations/:organisationId/procedures',
    {
      schema: {
        tags: ['manager'],
        summary: 'What officers of this organisation do in each situation',
        params: OrganisationParams,
        response,
      },
    },
    async (request) => {
      const { organisationId } = request.params;
      authorise(await access.getSession(request), 'procedure.read', { organisationId });
      return { procedures: await procedures.list(organisationId) };
    },
  );

  changeRoutes(app, deps);
}

function changeRoutes(app: App, { procedures, access }: ProcedureRouteDeps): void {
  app.put(
    '/organisations/:organisationId/procedures/:situation',
    {
      schema: {
        tags: ['manager'],
        summary: 'Say what officers of this organisation do in a situation',
        params: ProcedureParams,
        body: ProcedureRequest,
        response,
      },
    },
    async (request) => {
      const session = await access.getSession(request);
      const { organisationId } = request.params;
      authorise(session, 'procedure.change', { organisationId });
      const change = { ...request.params, by: session.accountId };
      return { procedures: await procedures.change(change, request.body.steps) };
    },
  );

  app.delete(
    '/organisations/:organisationId/procedures/:situation',
    {
      schema: {
        tags: ['manager'],
        summary: 'Go back to what is shipped for a situation',
        params: ProcedureParams,
        response,
      },
    },
    async (request) => {
      const session = await access.getSession(request);
      authorise(session, 'procedure.change', { organisationId: request.params.organisationId });
      return { procedures: await procedures.reset({ ...request.params, by: session.accountId }) };
    },
  );
}
