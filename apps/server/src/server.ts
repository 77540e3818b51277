import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { LogController, type RouteOptions } from 'fastify';
import { CheckInReply, CheckInRequest, ProblemReply } from '@gapura/contract';
import { accessRoutes } from './access/index.ts';
import type { Context } from './context.ts';
import { demoRoutes } from './demo/index.ts';
import type { App } from './http/app.ts';
import { drainOnClose } from './http/drain.ts';
import { describeError, handleError, isStorageFailure } from './http/error-handler.ts';
import { measure } from './http/metrics.ts';
import { servePages } from './http/pages.ts';
import { Problem } from './http/problem.ts';
import { secure } from './http/security.ts';
import { organisationRoutes } from './organisations/index.ts';
import { posterRoutes } from './posters/index.ts';
import { trustRoutes } from './trust/index.ts';
import { venueRoutes } from './venues/index.ts';
import { streamRoutes, visitRoutes } from './visits/index.ts';

const bodyLimitBytes = 64 * 1024;

export interface ServerOptions {
  /** Answers check-ins without any work, through the same server and schemas; benchmarks measure against it. */
  readonly echo?: CheckInReply;
}

/** Assembles the HTTP application; the context holds everything it does. */
export async function buildServer(context: Context, options: ServerOptions = {}): Promise<App> {
  const { config } = context;
  const app: App = Fastify({
    bodyLimit: bodyLimitBytes,
    trustProxy: config.trustedProxies === 0 ? false : trustHops(config.trustedProxies),
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: config.logLevel, serializers: { err: describeError } },
    requestTimeout: 15_000,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 10_000, maxHeaderSize: 16_384 },
    // Who has been heard is answered, also while this process stops.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
  });
  app.setErrorHandler(handleError);
  drainOnClose(app);
  await secure(app, { https: config.origin.startsWith('https:') });
  measure(app);
  app.addSchema(ProblemReply);
  await describeApi(app);
  healthRoutes(app, context);
  await app.register(async (api: App) => apiRoutes(api, context, options), { prefix: '/api/v1' });
  await servePages(app, config.webFolder);
  return app;
}

const problem = { $ref: 'Problem#' };

/** Every route may answer with a problem; saying so once keeps it out of each route's schema. */
function nameProblems(route: RouteOptions): void {
  const { response, ...schema } = route.schema ?? {};
  const replies = response as Record<string, unknown> | undefined;
  route.schema = { ...schema, response: { ...replies, '4xx': problem, '5xx': problem } };
}

/** Trusts as many proxies as the operator has put in front, counted from the server outwards. */
const trustHops =
  (count: number) =>
  (_address: string, hop: number): boolean =>
    hop < count;

function apiRoutes(api: App, context: Context, { echo }: ServerOptions): void {
  api.addHook('onRoute', nameProblems);
  visitRoutes(api, context);
  streamRoutes(api, context);
  accessRoutes(api, context);
  organisationRoutes(api, context);
  venueRoutes(api, context);
  posterRoutes(api, context);
  trustRoutes(api, context);
  if (context.demo !== null) {
    demoRoutes(api, { demo: context.demo });
  }
  if (echo !== undefined) {
    const schema = { body: CheckInRequest, response: { 200: CheckInReply }, hide: true };
    api.post('/check-ins/echo', { schema }, () => echo);
  }
}

const docsLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><text x="0" y="30" fill="#ffffff"
  font-family="sans-serif" font-size="28" font-weight="700">Gapura</text></svg>`;

async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, index) => (typeof $id === 'string' ? $id : `schema-${index}`),
    },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gapura',
        version: '1',
        description: 'The door of public places: verify, screen and take a place in one atomic step.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'visits', description: 'Check-in, check-out, occupancy' },
        { name: 'officer', description: 'The officer at a gate' },
        { name: 'manager', description: 'Venues, gates, posters' },
        { name: 'access', description: 'Sign-in, staff, devices' },
        { name: 'trust', description: 'Keys that phones verify with' },
      ],
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: false,
    theme: { title: 'Gapura API' },
    logo: { type: 'image/svg+xml', content: Buffer.from(docsLogo), href: '/', target: '_self' },
  });
}

function healthRoutes(app: App, { pool }: Context): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    await pool.query('select 1').catch((error: unknown) => {
      throw isStorageFailure(error) ? new Problem('storage-unavailable', { cause: error }) : error;
    });
    return { status: 'ready' };
  });
}
