import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { sendProblem } from './error-handler.ts';
import { Problem } from './problem.ts';

/** Serves the web app: hashed files for a year, the shell at every other page address. */
export async function servePages(app: App, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: 'index.html',
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const fixed = path.includes(`${folder}/assets/`);
        void reply.header('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (built && isPage(request)) {
      return sendShell(reply);
    }
    sendProblem(new Problem('not-found'), request, reply);
    return reply;
  });
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const accepts = headers.accept ?? '';
  return (method === 'GET' || method === 'HEAD') && !/^\/(api|assets)\//.test(url) && /text\/html|\*\/\*/.test(accepts);
}

function sendShell(reply: FastifyReply): FastifyReply {
  void reply.header('cache-control', 'no-cache');
  return reply.sendFile('index.html');
}
