import type { SessionReply } from '@gapura/contract';
import type { FastifyReply } from 'fastify';
import type { Access } from './access.ts';
import type { OpenedSession } from './open-session.ts';
import { presentSession } from './present.ts';

/** Hands the token to the browser and tells who is signed in. */
export async function replyWithSession(
  { deps }: Access,
  reply: FastifyReply,
  opened: OpenedSession,
): Promise<SessionReply> {
  deps.cookie.write(reply, opened.token, opened.session.expiresAt);
  void reply.code(201);
  return presentSession(deps.pool, opened.session);
}
