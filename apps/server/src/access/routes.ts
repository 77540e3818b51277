import { SessionReply, SignInRequest } from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import type { Access } from './access.ts';
import { deviceRoutes } from './device-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { presentSession } from './present.ts';
import { replyWithSession } from './reply-with-session.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { signIn } from './sign-in.ts';
import { staffRoutes } from './staff-routes.ts';
import { deleteSessionByToken } from './store.ts';

/** Sign-in, staff, passkeys and paired devices. Answers about people and keys are never kept by a cache. */
export function accessRoutes(app: App, { access }: { access: Access }): void {
  void app.register(async (room: App) => {
    room.addHook('onSend', async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
    });
    sessionRoutes(room, access);
    passkeyRoutes(room, access);
    secondFactorRoutes(room, access);
    staffRoutes(room, access);
    deviceRoutes(room, access);
  });
}

function sessionRoutes(app: App, access: Access): void {
  const { deps } = access;

  app.post(
    '/sessions',
    {
      schema: {
        tags: ['access'],
        summary: 'Sign in with name and password',
        body: SignInRequest,
        response: { 201: SessionReply },
      },
    },
    async (request, reply) =>
      replyWithSession(access, reply, await signIn(deps, request.body, deps.cookie.readHash(request))),
  );

  app.get(
    '/sessions/current',
    { schema: { tags: ['access'], summary: 'Who is signed in', response: { 200: SessionReply } } },
    async (request) => presentSession(deps.pool, await access.getSession(request)),
  );

  app.delete(
    '/sessions/current',
    { schema: { tags: ['access'], summary: 'Sign out', response: { 204: Type.Null() } } },
    async (request, reply) => {
      const tokenHash = deps.cookie.readHash(request);
      if (tokenHash !== null) {
        await deleteSessionByToken(deps.pool, tokenHash);
      }
      deps.cookie.clear(reply);
      return reply.code(204).send(null);
    },
  );
}
