import { OrganisationRequest, OrganisationSummary, OrganisationsReply } from '@gapura/contract';
import { authorise, type Access } from '../access/index.ts';
import type { App } from '../http/app.ts';
import { Problem } from '../http/problem.ts';
import type { Organisations } from './organisations.ts';

export interface OrganisationRouteDeps {
  readonly organisations: Organisations;
  readonly access: Access;
}

export function organisationRoutes(app: App, { organisations, access }: OrganisationRouteDeps): void {
  app.get(
    '/organisations',
    { schema: { tags: ['manager'], summary: 'The organisations one may see', response: { 200: OrganisationsReply } } },
    async (request) => {
      const { role, organisationId } = await access.getSession(request);
      if (role === 'officer') {
        throw new Problem('permission-missing');
      }
      return { organisations: await organisations.list(role === 'admin' ? null : organisationId) };
    },
  );

  app.post(
    '/organisations',
    {
      schema: {
        tags: ['manager'],
        summary: 'Make an organisation',
        body: OrganisationRequest,
        response: { 200: OrganisationSummary },
      },
    },
    async (request) => {
      authorise(await access.getSession(request), 'organisation.create', {});
      return organisations.create(request.body.name);
    },
  );
}
