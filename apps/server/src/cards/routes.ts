import {
  CardContent,
  CardDecisionRequest,
  CardRequestState,
  CardRequestsReply,
  CardRequestView,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import { batchRoutes } from './batch-routes.ts';
import { issuerRoutes } from './issuer-routes.ts';
import { printCards } from './print.ts';
import { CardFormat, getDecider, getRequester, type CardRouteDeps } from './route-deps.ts';
import { confirmHandedOut, decide, enterRequest, getRequest, readRequests } from './requests.ts';

const params = strictObject({ id: Uuid });

/** Cards for people without a digital certificate. Answers hold personal data and are never kept by a cache. */
export function cardRoutes(app: App, deps: CardRouteDeps): void {
  void app.register(async (room: App) => {
    room.addHook('onSend', async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
    });
    issuerRoutes(room, deps);
    requestRoutes(room, deps);
    decisionRoutes(room, deps);
    batchRoutes(room, deps);
  });
}

function requestRoutes(app: App, deps: CardRouteDeps): void {
  const { cards } = deps;

  app.get(
    '/card-requests',
    {
      schema: {
        tags: ['cards'],
        summary: 'Card requests of the own organisation, newest first',
        querystring: strictObject({
          state: Type.Optional(CardRequestState),
          batch: Type.Optional(Uuid),
          before: Type.Optional(Uuid),
        }),
        response: { 200: CardRequestsReply },
      },
    },
    async (request) => {
      const { state = null, batch = null, before = null } = request.query;
      return readRequests(cards, await getRequester(deps, request), { state, batchId: batch, before });
    },
  );

  app.post(
    '/card-requests',
    {
      schema: {
        tags: ['cards'],
        summary: 'Enter a request for a card, for a second person to decide about',
        body: CardContent,
        response: { 201: CardRequestView },
      },
    },
    async (request, reply) => {
      const view = await enterRequest(cards, await getRequester(deps, request), request.body);
      void reply.code(201);
      return view;
    },
  );

  app.get(
    '/card-requests/:id',
    { schema: { tags: ['cards'], summary: 'One card request', params, response: { 200: CardRequestView } } },
    async (request) => getRequest(cards, await getRequester(deps, request), request.params.id),
  );
}

function decisionRoutes(app: App, deps: CardRouteDeps): void {
  const { cards } = deps;

  app.post(
    '/card-requests/:id/decision',
    {
      schema: {
        tags: ['cards'],
        summary: 'Approve somebody else’s request, which issues the card, or refuse it',
        params,
        body: CardDecisionRequest,
        response: { 200: CardRequestView },
      },
    },
    async (request) => {
      const officer = await getDecider(deps, request);
      const { id: requestId } = request.params;
      await decide(cards, officer, { which: { requestId }, decision: request.body });
      return getRequest(cards, officer, requestId);
    },
  );

  app.get(
    '/card-requests/:id/card.pdf',
    {
      schema: {
        tags: ['cards'],
        summary: 'The card, to print; until it is handed out, and for a week at most',
        params,
        querystring: strictObject({ format: Type.Optional(CardFormat) }),
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { format = 'wallet' } = request.query;
      const which = { requestId: request.params.id };
      const pdf = await printCards(cards, await getRequester(deps, request), { which, format, part: 1 });
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="card-${request.params.id}.pdf"`)
        .send(pdf);
    },
  );

  app.post(
    '/card-requests/:id/handed-out',
    {
      schema: {
        tags: ['cards'],
        summary: 'The card is with its holder: its data is deleted',
        params,
        response: { 200: CardRequestView },
      },
    },
    async (request) => {
      const officer = await getRequester(deps, request);
      await confirmHandedOut(cards, officer, { requestId: request.params.id });
      return getRequest(cards, officer, request.params.id);
    },
  );
}
