import { OrganisationRequest, OrganisationSummary, OrganisationsReply } from '@gapura/contract';
import { authorise, type Access } from '../access/index.ts';
import type { App } from '../http/app.ts';
import type { Organisations } from './organisations.ts';

export interface OrganisationRouteOptions {
  readonly organisations: Organisations;
  readonly access: Pick<Access, 'getSession'>;
}

export function organisationRoutes(app: App, { organisations, access }: OrganisationRouteOptions): void {
  app.get(
    '/organisations',
    {
      schema: {
        tags: ['manager'],
        summary: 'The organisations this session may see: an admin all, a manager the own one',
        response: { 200: OrganisationsReply },
      },
    },
    async (request) => {
      const session = await access.getSession(request);
      const { organisationId } = session;
      authorise(session, 'organisation.read', organisationId === null ? {} : { organisationId });
      return { organisations: [...(await organisations.list(organisationId))] };
    },
  );

  app.post(
    '/organisations',
    {
      schema: {
        tags: ['manager'],
        summary: 'Add an organisation',
        body: OrganisationRequest,
        response: { 201: OrganisationSummary },
      },
    },
    async (request, reply) => {
      authorise(await access.getSession(request), 'organisation.create', {});
      return reply.code(201).send(await organisations.create(request.body));
    },
  );
}
