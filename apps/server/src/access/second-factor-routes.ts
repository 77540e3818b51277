import { SessionReply, TotpCodeRequest, TotpEnrolmentReply, TotpReply, Uuid, strictObject } from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import type { Access } from './access.ts';
import { getAccount } from './get-account.ts';
import { presentSession } from './present.ts';
import { isEnrolled, offerTotp, provePossession, resetSecondFactors } from './second-factor.ts';

export function secondFactorRoutes(app: App, access: Access): void {
  const { deps } = access;

  app.get(
    '/totp',
    {
      schema: {
        tags: ['access'],
        summary: 'Whether who is signed in has an authenticator app',
        response: { 200: TotpReply },
      },
    },
    async (request) => ({ enrolled: await isEnrolled(deps, (await getAccount(access, request)).id) }),
  );

  app.post(
    '/totp',
    {
      schema: {
        tags: ['access'],
        summary: 'Begin to set up an authenticator app',
        response: { 201: TotpEnrolmentReply },
      },
    },
    async (request, reply) => {
      const offer = await offerTotp(deps, await access.getSession(request), await getAccount(access, request));
      void reply.code(201);
      return offer;
    },
  );

  app.post(
    '/sessions/current/second-factor',
    {
      schema: {
        tags: ['access'],
        summary: 'Give a code of the authenticator app; the first one completes its set-up',
        body: TotpCodeRequest,
        response: { 200: SessionReply },
      },
    },
    async (request) => {
      const session = await access.getSession(request);
      await provePossession(deps, session, request.body.code);
      return presentSession(deps.pool, { ...session, assurance: 'password-totp' });
    },
  );

  app.delete(
    '/staff/:id/second-factors',
    {
      schema: {
        tags: ['access'],
        summary: 'Take somebody’s second factors away, after a loss; ends the sessions',
        params: strictObject({ id: Uuid }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await resetSecondFactors(deps, await access.getSession(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
