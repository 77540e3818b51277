import {
  CardBatchesReply,
  CardBatchReport,
  CardBatchView,
  CardDecisionRequest,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import { enterBatch, getBatch, readBatches } from './batches.ts';
import { printCards } from './print.ts';
import { confirmHandedOut, decide } from './requests.ts';
import { CardFormat, getDecider, getRequester, type CardRouteDeps } from './route-deps.ts';

const csvLimitBytes = 256 * 1024;
const params = strictObject({ id: Uuid });

/** Many cards at once, from a CSV file. */
export function batchRoutes(app: App, deps: CardRouteDeps): void {
  const { cards } = deps;
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);

  app.get(
    '/card-batches',
    {
      schema: {
        tags: ['cards'],
        summary: 'CSV files of the own organisation, newest first',
        response: { 200: CardBatchesReply },
      },
    },
    async (request) => ({ batches: await readBatches(cards, await getRequester(deps, request)) }),
  );

  app.post(
    '/card-batches',
    {
      bodyLimit: csvLimitBytes,
      schema: {
        tags: ['cards'],
        summary: 'Enter all rows of a CSV file, or none; a dry run only tells what is wrong',
        consumes: ['text/csv'],
        querystring: strictObject({ dryRun: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])) }),
        body: Type.Unsafe<Buffer>({}),
        response: { 200: CardBatchReport, 201: CardBatchReport },
      },
    },
    async (request, reply) => {
      const officer = await getRequester(deps, request);
      const dryRun = request.query.dryRun === 'true';
      const csv = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const report = await enterBatch(cards, officer, { csv, dryRun });
      void reply.code(dryRun ? 200 : 201);
      return report;
    },
  );

  batchDecisionRoutes(app, deps);
}

function batchDecisionRoutes(app: App, deps: CardRouteDeps): void {
  const { cards } = deps;
  const describe = (summary: string) => ({ tags: ['cards'], summary, params, response: { 200: CardBatchView } });

  app.get('/card-batches/:id', { schema: describe('One CSV file and how far it is') }, async (request) =>
    getBatch(cards, await getRequester(deps, request), request.params.id),
  );

  app.post(
    '/card-batches/:id/decision',
    { schema: { ...describe('Approve or refuse all of somebody else’s file that waits'), body: CardDecisionRequest } },
    async (request) => {
      const officer = await getDecider(deps, request);
      await decide(cards, officer, { which: { batchId: request.params.id }, decision: request.body });
      return getBatch(cards, officer, request.params.id);
    },
  );

  app.get(
    '/card-batches/:id/cards.pdf',
    {
      schema: {
        tags: ['cards'],
        summary: 'The cards of a file, to print: a hundred to a part',
        params,
        querystring: strictObject({
          format: Type.Optional(CardFormat),
          part: Type.Optional(Type.String({ pattern: '^[1-9][0-9]?$' })),
        }),
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { format = 'wallet', part = '1' } = request.query;
      const which = { batchId: request.params.id };
      const pdf = await printCards(cards, await getRequester(deps, request), { which, format, part: Number(part) });
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="cards-${request.params.id}-${part}.pdf"`)
        .send(pdf);
    },
  );

  app.post(
    '/card-batches/:id/handed-out',
    { schema: describe('All printed cards are with their holders: their data is deleted') },
    async (request) => {
      const officer = await getRequester(deps, request);
      await confirmHandedOut(cards, officer, { batchId: request.params.id });
      return getBatch(cards, officer, request.params.id);
    },
  );
}
