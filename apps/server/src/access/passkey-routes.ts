import {
  PasskeyMessage,
  PasskeyOptions,
  PasskeysReply,
  PasskeySummary,
  SessionReply,
  Uuid,
  strictObject,
} from '@gapura/contract';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import { Problem } from '../http/problem.ts';
import type { Access } from './access.ts';
import { addPasskey, offerPasskeySignIn, offerRegistration, signInWithPasskey } from './passkeys.ts';
import { deletePasskey, listPasskeys } from './passkey-store.ts';
import { presentPasskey } from './present.ts';
import { replyWithSession } from './reply-with-session.ts';
import { findAccount, type Account } from './store.ts';

/** Passkeys belong to people; a paired device has none. */
async function getAccount(access: Access, request: FastifyRequest): Promise<Account> {
  const { accountId } = await access.getSession(request);
  const account = accountId === null ? null : await findAccount(access.deps.pool, accountId);
  if (account === null) {
    throw new Problem('permission-missing');
  }
  return account;
}

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
    async (request) => offerRegistration(deps, await getAccount(access, request)),
  );

  app.post(
    '/passkeys',
    {
      schema: { tags: ['access'], summary: 'Add a passkey', body: PasskeyMessage, response: { 201: PasskeySummary } },
    },
    async (request, reply) => {
      const { id } = await getAccount(access, request);
      const passkey = await addPasskey(deps, id, request.body);
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
      if (!(await deletePasskey(deps.pool, account.id, request.params.id))) {
        throw new Problem('not-found');
      }
      return reply.code(204).send(null);
    },
  );
}
