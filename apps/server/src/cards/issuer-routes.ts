import {
  CardRevocationRequest,
  CardsReply,
  CardView,
  IssuerGrantRequest,
  IssuerRevocationRequest,
  IssuersReply,
  IssuerView,
  IssuerWithdrawalRequest,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import { readCards, revokeCard } from './cards.ts';
import { grantIssuer, readIssuers, renewKey, revokeIssuer, withdrawRight } from './issuers.ts';
import type { CardRouteDeps } from './route-deps.ts';

const params = strictObject({ organisationId: Uuid });
const describe = (summary: string) => ({ tags: ['cards'], summary, params, response: { 200: IssuerView } });

/** The right to issue, and what becomes of cards that are out. */
export function issuerRoutes(app: App, { cards, access }: CardRouteDeps): void {
  app.get(
    '/issuers',
    {
      schema: {
        tags: ['cards'],
        summary: 'Who may issue cards: an admin sees all, staff their own organisation',
        response: { 200: IssuersReply },
      },
    },
    async (request) => ({ issuers: await readIssuers(cards, await access.getSession(request)) }),
  );

  app.put(
    '/issuers/:organisationId',
    {
      schema: {
        ...describe('Give an organisation the right to issue cards, or change its limits'),
        body: IssuerGrantRequest,
      },
    },
    async (request) => {
      const grant = { organisationId: request.params.organisationId, limits: request.body.limits };
      return grantIssuer(cards, await access.getSession(request), grant);
    },
  );

  app.post(
    '/issuers/:organisationId/keys',
    { schema: describe('Give an issuer a new key; cards of the old one go on counting') },
    async (request) => renewKey(cards, await access.getSession(request), request.params.organisationId),
  );

  app.post(
    '/issuers/:organisationId/withdrawal',
    {
      schema: {
        ...describe('Take the right away; cards that are out go on counting'),
        body: IssuerWithdrawalRequest,
      },
    },
    async (request) => withdrawRight(cards, await access.getSession(request), { ...request.params, ...request.body }),
  );

  app.post(
    '/issuers/:organisationId/revocation',
    {
      schema: {
        ...describe('End an issuer with every card that it ever issued'),
        body: IssuerRevocationRequest,
      },
    },
    async (request) => revokeIssuer(cards, await access.getSession(request), { ...request.params, ...request.body }),
  );

  issuedCardRoutes(app, { cards, access });
}

function issuedCardRoutes(app: App, { cards, access }: CardRouteDeps): void {
  app.get(
    '/cards',
    {
      schema: {
        tags: ['cards'],
        summary: 'Cards that were issued, newest first; nothing names their holders',
        querystring: strictObject({ before: Type.Optional(Uuid) }),
        response: { 200: CardsReply },
      },
    },
    async (request) => readCards(cards, await access.getSession(request), request.query.before ?? null),
  );

  app.post(
    '/card-revocations',
    {
      schema: {
        tags: ['cards'],
        summary: 'Revoke one card, by its id or its certificate’s identifier',
        body: CardRevocationRequest,
        response: { 201: CardView },
      },
    },
    async (request, reply) => {
      const card = await revokeCard(cards, await access.getSession(request), request.body);
      void reply.code(201);
      return card;
    },
  );
}
