import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Type } from 'typebox';
import { RevocationsReply, TrustListReply } from '@gapura/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../http/app.ts';
import { Problem } from '../http/problem.ts';
import { rememberPhoneRevocations } from './phone-revocations.ts';
import type { SignedLists } from './signed-lists.ts';
import type { Trust } from './trust.ts';
import type { ListStatus } from './watched-list.ts';

interface TaggedList {
  readonly body: TrustListReply;
  readonly etag: string;
}

function tagList(entries: Trust['entries'], status: ListStatus | undefined): TaggedList {
  const body = {
    entries: entries.map((entry) => ({ ...entry, usages: entry.usages && [...entry.usages] })),
    ...(status && {
      number: status.number,
      environment: status.environment,
      freshness: status.freshness,
      nextUpdateAt: status.nextUpdateAt,
      staleUntil: status.staleUntil,
    }),
  };
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return { body, etag: `"${digest.slice(0, 22)}"` };
}

/** The list with its tag, made anew only where it is another one. */
function rememberList({ trust, lists }: RouteDeps): () => TaggedList {
  let known: { entries: Trust['entries']; status: ListStatus | undefined; list: TaggedList } | undefined;
  return () => {
    const { entries } = trust;
    const status = lists.status().find(({ type }) => type === 'trust-list');
    const isSame = known?.entries === entries && known.status?.freshness === status?.freshness;
    if (known === undefined || !isSame || known.status?.number !== status?.number) {
      known = { entries, status, list: tagList(entries, status) };
    }
    return known.list;
  };
}

interface RouteDeps {
  readonly trust: Trust;
  readonly lists: SignedLists;
}

export function trustRoutes(app: App, deps: RouteDeps): void {
  const currentList = rememberList(deps);
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
      const { body, etag } = currentList();
      // An issuer's key may have to leave every phone soon.
      void reply.header('etag', etag).header('cache-control', 'public, max-age=60');
      return isKnown(request.headers['if-none-match'], etag) ? reply.code(304).send(null) : body;
    },
  );
  revocationRoute(app, deps);
  phoneRevocationRoute(app, deps);
}

/** A proxy that compresses marks the tag as weak, and a client may send several. */
function isKnown(asked: string | undefined, etag: string): boolean {
  return asked?.includes(etag) === true;
}

/** What may leave compressed, with the tag of its content. */
interface Packed {
  readonly etag: string;
  readonly type: string;
  readonly gzipped: Buffer;
}

const decompress = promisify(gunzip);

async function sendPacked(request: FastifyRequest, reply: FastifyReply, { etag, type, gzipped }: Packed) {
  void reply.header('etag', etag).header('cache-control', 'public, max-age=60').header('vary', 'accept-encoding');
  if (isKnown(request.headers['if-none-match'], etag)) {
    return reply.code(304).send(null);
  }
  void reply.type(type);
  const acceptsGzip = /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '');
  return acceptsGzip ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(await decompress(gzipped));
}

function revocationRoute(app: App, { lists }: RouteDeps): void {
  app.get(
    '/revocation-list',
    {
      schema: {
        tags: ['trust'],
        summary: 'The signed list of revoked credentials, for gates that check without a network',
        description: 'JWS in compact serialisation, as its maker signed it. 404 where this installation has none.',
        produces: ['application/jose'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string' }), 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const list = lists.findSignedRevocations();
      if (list === null) {
        throw new Problem('not-found');
      }
      const { digest, gzipped } = list;
      return sendPacked(request, reply, { etag: `"${digest.slice(0, 22)}"`, type: 'application/jose', gzipped });
    },
  );
}

function phoneRevocationRoute(app: App, { trust, lists }: RouteDeps): void {
  const packed = rememberPhoneRevocations(trust, lists);
  app.get(
    '/revocations',
    {
      schema: {
        tags: ['trust'],
        summary: 'What is revoked or denied here, for a phone to know before the gate; 512 KiB at most',
        description:
          'The signed list and the revoked cards of this installation, as hashes, the same for everybody. What would not fit is left out, and isComplete is false.',
        response: { 200: RevocationsReply, 304: Type.Null() },
      },
    },
    async (request, reply) => sendPacked(request, reply, packed()),
  );
}
