import {
  PasskeyMessage,
  PasskeyOptions,
  PasskeysReply,
  PasskeySummary,
  SessionReply,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import { Problem } from '../http/problem.ts';
import type { Access } from './access.ts';
import { getAccount } from './get-account.ts';
import { addPasskey, offerPasskeySignIn, offerRegistration, signInWithPasskey } from './passkeys.ts';
import { deletePasskey, listPasskeys } from './passkey-store.ts';
import { presentPasskey } from './present.ts';
import { replyWithSession } from './reply-with-session.ts';
import { assertMayChangeFactors } from './second-factor.ts';
import { raiseSession } from './totp-store.ts';

export function passkeyRoutes(app: App, access: Access): void {
  const { deps } = access;

  app.post(
    '/sessions/passkey/options',
    { schema: { tags: ['access'], summary: 'Begin to sign in with a passkey', response: { 200: PasskeyOptions } } },
    () => offerPasskeySignIn(deps),
  );

  app.post(
    '/sessions/passkey',
    {
      schema: {
        tags: ['access'],
        summary: 'Sign in with a passkey',
        body: PasskeyMessage,
        response: { 201: SessionReply },
      },
    },
    async (request, reply) =>
      replyWithSession(access, reply, await signInWithPasskey(deps, request.body, deps.cookie.readHash(request))),
  );

  ownPasskeyRoutes(app, access);
}

function ownPasskeyRoutes(app: App, access: Access): void {
  const { deps } = access;

  app.get(
    '/passkeys',
    { schema: { tags: ['access'], summary: 'The passkeys of who is signed in', response: { 200: PasskeysReply } } },
    async (request) => {
      const { id } = await getAccount(access, request);
      const passkeys = await listPasskeys(deps.pool, id);
      return { passkeys: passkeys.map(presentPasskey) };
    },
  );

  app.post(
    '/passkeys/options',
    { schema: { tags: ['access'], summary: 'Begin to add a passkey', response: { 200: PasskeyOptions } } },
    async (request) => {
      const account = await getAccount(access, request);
      await assertMayChangeFactors(deps, await access.getSession(request));
      return offerRegistration(deps, account);
    },
  );

  app.post(
    '/passkeys',
    {
      schema: { tags: ['access'], summary: 'Add a passkey', body: PasskeyMessage, response: { 201: PasskeySummary } },
    },
    async (request, reply) => {
      const { id } = await getAccount(access, request);
      const session = await access.getSession(request);
      await assertMayChangeFactors(deps, session);
      const passkey = await addPasskey(deps, id, request.body);
      // Who has just shown the new passkey need not sign in with it again.
      await raiseSession(deps.pool, session.id, 'passkey');
      void reply.code(201);
      return presentPasskey(passkey);
    },
  );

  app.delete(
    '/passkeys/:id',
    {
      schema: {
        tags: ['access'],
        summary: 'Remove a passkey',
        params: strictObject({ id: Uuid }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const account = await getAccount(access, request);
      await assertMayChangeFactors(deps, await access.getSession(request));
      if (!(await deletePasskey(deps.pool, account.id, request.params.id))) {
        throw new Problem('not-found');
      }
      return reply.code(204).send(null);
    },
  );
}
