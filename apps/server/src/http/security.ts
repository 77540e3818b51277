import type { FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { Problem } from './problem.ts';
import { parseStrictJson } from './strict-json.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How many levels of nesting a JSON body may have, where the usual ones do not suffice. */
    jsonDepth?: number;
  }
}

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join(';');

/** The same for every reply, so they are written down once instead of being put together for each. */
const fixedHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  // Filters of old browsers could be turned against the page.
  'x-xss-protection': '0',
};
const onlyHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** Headers that keep the pages to themselves, a strict body parser, and the refusal of requests from other sites. */
export function secure(app: App, { https }: { https: boolean }): void {
  const headers = Object.entries({ ...fixedHeaders, ...(https ? onlyHttps : {}) });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    let value: unknown;
    try {
      value = parseStrictJson(body, request.routeOptions.config.jsonDepth);
    } catch (error) {
      done(error as Problem);
      return;
    }
    done(null, value);
  });
  app.addHook('onRequest', (request, reply, done) => {
    for (const [name, value] of headers) {
      reply.raw.setHeader(name, value);
    }
    done(findRefusal(request));
  });
}

function findRefusal(request: FastifyRequest): Problem | undefined {
  if (request.headers['content-encoding'] !== undefined) {
    return new Problem('media-type-unsupported', { detail: 'Compressed bodies are not accepted.' });
  }
  return isFromAnotherSite(request) ? new Problem('origin-refused') : undefined;
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
