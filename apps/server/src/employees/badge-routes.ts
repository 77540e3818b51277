import { BadgeReply, BadgeRequest, EmployeeView, Instant, Uuid, strictObject } from '@gapura/contract';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import { Problem } from '../http/problem.ts';
import { printBadge, printBadges, readBadge } from './badges.ts';
import { reissueBadge } from './roster.ts';
import { getChanger, getReader, type EmployeeRouteDeps } from './route-deps.ts';

const params = strictObject({ id: Uuid });
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const EmployeeIds = Type.String({
  pattern: `^${uuid}(,${uuid}){0,99}$`,
  description: 'Of up to a hundred employees, with commas between; without it, of all.',
});

export function badgeRoutes(app: App, deps: EmployeeRouteDeps): void {
  const { employees } = deps;

  app.post(
    '/badges',
    {
      schema: {
        tags: ['employees'],
        summary: 'Where a badge counts, for whoever holds it; the code travels in the body, never in an address',
        body: BadgeRequest,
        response: { 200: BadgeReply },
      },
    },
    (request) => readBadge(employees, request.body.employeeCode),
  );

  app.post(
    '/employees/:id/badge',
    {
      schema: {
        tags: ['employees'],
        summary: 'A new code in place of a lost badge, which counts no more',
        params,
        response: { 200: EmployeeView },
      },
    },
    async (request) => reissueBadge(employees, await getChanger(deps, request), request.params.id),
  );

  app.get(
    '/employees/:id/badge.pdf',
    { schema: { tags: ['employees'], summary: 'One badge, to print', params, produces: ['application/pdf'] } },
    async (request, reply) => {
      const keeper = await getReader(deps, request);
      return sendPdf(reply, `badge-${request.params.id}`, await printBadge(employees, keeper, request.params.id));
    },
  );

  app.get(
    '/badges.pdf',
    {
      schema: {
        tags: ['employees'],
        summary: 'Badges to print, ten to a sheet, a hundred to a part',
        querystring: strictObject({
          ids: Type.Optional(EmployeeIds),
          since: Type.Optional(Instant),
          part: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
        }),
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { ids, since, part = '1' } = request.query;
      const choice = {
        ids: ids === undefined ? null : new Set(ids.split(',')),
        since: since === undefined ? null : readInstant(since),
        part: Number(part),
      };
      return sendPdf(reply, `badges-${part}`, await printBadges(employees, await getReader(deps, request), choice));
    },
  );
}

function readInstant(text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) {
    throw new Problem('parameter-invalid', { detail: '`since` must be an instant (RFC 3339).' });
  }
  return instant;
}

function sendPdf(reply: FastifyReply, name: string, pdf: Buffer): FastifyReply {
  return reply.type('application/pdf').header('content-disposition', `attachment; filename="${name}.pdf"`).send(pdf);
}
