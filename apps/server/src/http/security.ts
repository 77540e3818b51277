import helmet from '@fastify/helmet';
import type { FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { Problem } from './problem.ts';
import { parseStrictJson } from './strict-json.ts';

/** Headers that keep the pages to themselves, a strict body parser, and the refusal of requests from other sites. */
export async function secure(app: App, { https }: { https: boolean }): Promise<void> {
  await app.register(helmet, {
    hsts: https,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=()');
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) =>
    parseStrictJson(body),
  );
  app.addHook('onRequest', async (request) => {
    if (request.headers['content-encoding'] !== undefined) {
      throw new Problem('media-type-unsupported', { detail: 'Compressed bodies are not accepted.' });
    }
    if (isFromAnotherSite(request)) {
      throw new Problem('origin-refused');
    }
  });
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

function isFromAnotherSite({ method, headers }: FastifyRequest): boolean {
  if (safeMethods.includes(method)) {
    return false;
  }
  if (headers['sec-fetch-site'] === 'cross-site') {
    return true;
  }
  const { origin } = headers;
  return origin !== undefined && hostOf(origin) !== headers.host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
