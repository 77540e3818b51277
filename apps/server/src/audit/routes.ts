import { Type } from 'typebox';
import { AuditReply, Uuid, strictObject } from '@gapura/contract';
import { authorise, type Access } from '../access/index.ts';
import type { App } from '../http/app.ts';
import type { Audit } from './audit.ts';

const pageSize = 100;

export interface AuditRouteDeps {
  readonly audit: Pick<Audit, 'list'>;
  readonly access: Pick<Access, 'getSession'>;
}

export function auditRoutes(app: App, { audit, access }: AuditRouteDeps): void {
  app.get(
    '/audit',
    {
      schema: {
        tags: ['audit'],
        summary: 'What staff did, newest first: an admin reads everything, a manager the own organisation',
        querystring: strictObject({
          organisationId: Type.Optional(Uuid),
          before: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
        }),
        response: { 200: AuditReply },
      },
    },
    async (request, reply) => {
      const session = await access.getSession(request);
      const organisationId = request.query.organisationId ?? session.organisationId;
      authorise(session, 'audit.read', organisationId === null ? {} : { organisationId });
      void reply.header('cache-control', 'no-store');
      const before = request.query.before === undefined ? null : Number(request.query.before);
      return audit.list({ organisationId, before, limit: pageSize });
    },
  );
}
