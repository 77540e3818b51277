import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { TrustListReply } from '@gapura/contract';
import type { App } from '../http/app.ts';
import type { Trust } from './trust.ts';

export function trustRoutes(app: App, { trust }: { trust: Trust }): void {
  const body = { entries: trust.entries.map((entry) => ({ ...entry, usages: entry.usages && [...entry.usages] })) };
  const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
  app.get(
    '/trust-list',
    {
      schema: {
        tags: ['trust'],
        summary: 'The issuer keys that are accepted here, to verify on the phone',
        response: { 200: TrustListReply, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      void reply.header('etag', etag).header('cache-control', 'public, max-age=300');
      // A proxy that compresses marks the tag as weak, and a client may send several.
      const isKnown = request.headers['if-none-match']?.includes(etag) === true;
      return isKnown ? reply.code(304).send(null) : body;
    },
  );
}
