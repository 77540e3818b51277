import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import { findTokenHash } from './secret-token.ts';

export interface SessionCookie {
  /** The hash of the token that the request brings, if it brings one. */
  readHash(request: FastifyRequest): Buffer | null;
  write(reply: FastifyReply, token: string, expiresAt: Date): void;
  clear(reply: FastifyReply): void;
}

/** The cookie is bound to its host by the `__Host-` prefix where browsers allow that: over https. */
export function createSessionCookie(origin: string, clock: Clock): SessionCookie {
  const secure = origin.startsWith('https:');
  const name = secure ? '__Host-gapura_session' : 'gapura_session';
  // Tokens are base64url, so neither side needs an encoding.
  const set = (reply: FastifyReply, value: string, maxAge: number): void => {
    const attributes = `Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
    void reply.header('set-cookie', `${name}=${value}; ${attributes}`);
  };
  return {
    readHash: ({ headers }) => findTokenHash(findCookie(headers.cookie, name)),
    write: (reply, token, expiresAt) => {
      set(reply, token, Math.floor((expiresAt.getTime() - clock().getTime()) / 1000));
    },
    clear: (reply) => set(reply, '', 0),
  };
}

function findCookie(header: string | undefined, name: string): string | undefined {
  const cookies = header?.split(';').map((cookie) => cookie.trim());
  return cookies?.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}
