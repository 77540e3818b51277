import {
  ExposureEndRequest,
  ExposureIdentifierReply,
  ExposureIdentifierRequest,
  ExposureImportReply,
  ExposureImportRequest,
  ExposureRequest,
  ExposuresReply,
  Incident,
  IncidentCloseRequest,
  IncidentsReply,
  Uuid,
  strictObject,
} from '@gapura/contract';
import type { FastifyRequest } from 'fastify';
import { authorise, type Access, type Action } from '../access/index.ts';
import type { App } from '../http/app.ts';
import type { Exposures } from './exposures.ts';
import type { Incidents } from './incidents.ts';

export interface ExposureRouteDeps {
  readonly exposures: Exposures;
  readonly incidents: Incidents;
  readonly access: Pick<Access, 'getSession'>;
}

const tags = ['authority'];
const importBodyBytes = 300 * 1024;

/** Nothing here searches for a person: whoever enters a case holds the person's own certificate, or its identifier. */
export function exposureRoutes(app: App, deps: ExposureRouteDeps): void {
  void app.register(async (room: App) => {
    room.addHook('onSend', async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
    });
    caseRoutes(room, deps);
    importRoute(room, deps);
    incidentRoutes(room, deps);
  });
}

async function getAuthority(deps: ExposureRouteDeps, request: FastifyRequest, action: Action): Promise<string | null> {
  const session = await deps.access.getSession(request);
  authorise(session, action, {});
  return session.accountId;
}

function caseRoutes(app: App, deps: ExposureRouteDeps): void {
  const { exposures } = deps;
  app.get(
    '/exposures',
    {
      schema: { tags, summary: 'Cases and contacts, newest first, without people', response: { 200: ExposuresReply } },
    },
    async (request) => {
      await getAuthority(deps, request, 'exposure.read');
      return exposures.list();
    },
  );
  app.post(
    '/exposures',
    {
      schema: {
        tags,
        summary: 'Enter a case or a contact by the person’s own certificate or identifier',
        body: ExposureRequest,
        response: { 201: ExposuresReply },
      },
    },
    async (request, reply) => {
      await exposures.enter(request.body, await getAuthority(deps, request, 'exposure.enter'));
      return reply.code(201).send(await exposures.list());
    },
  );
  app.post(
    '/exposures/:id/end',
    {
      schema: {
        tags,
        summary: 'End a case or a contact before its rule does',
        params: strictObject({ id: Uuid }),
        body: ExposureEndRequest,
        response: { 200: ExposuresReply },
      },
    },
    async (request) => {
      const by = await getAuthority(deps, request, 'exposure.enter');
      return exposures.end(request.params.id, request.body.reason, by);
    },
  );
  app.post(
    '/exposure-identifiers',
    {
      schema: {
        tags,
        summary: 'The identifier of the holder of a certificate, for a list that holds no names',
        body: ExposureIdentifierRequest,
        response: { 200: ExposureIdentifierReply },
      },
    },
    async (request) => {
      await getAuthority(deps, request, 'exposure.enter');
      return { identifier: await exposures.getIdentifier(request.body.credentials) };
    },
  );
}

function importRoute(app: App, deps: ExposureRouteDeps): void {
  app.post(
    '/exposures/import',
    {
      bodyLimit: importBodyBytes,
      schema: {
        tags,
        summary: 'Enter many cases and contacts, all or none',
        body: ExposureImportRequest,
        response: { 201: ExposureImportReply },
      },
    },
    async (request, reply) => {
      const by = await getAuthority(deps, request, 'exposure.enter');
      return reply.code(201).send({ entered: await deps.exposures.import(request.body.csv, by) });
    },
  );
}

function incidentRoutes(app: App, { incidents, access }: ExposureRouteDeps): void {
  app.get(
    '/incidents',
    {
      schema: {
        tags: ['officer'],
        summary: 'Incidents that this session has to take care of, open ones first',
        response: { 200: IncidentsReply },
      },
    },
    async (request) => incidents.list(await access.getSession(request)),
  );
  app.post(
    '/incidents/:id/close',
    {
      schema: {
        tags: ['officer'],
        summary: 'Close an incident, saying what was done',
        params: strictObject({ id: Uuid }),
        body: IncidentCloseRequest,
        response: { 200: Incident },
      },
    },
    async (request) => incidents.close(request.params.id, request.body.note, await access.getSession(request)),
  );
}
