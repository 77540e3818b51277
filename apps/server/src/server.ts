import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { LogController, type RouteOptions } from 'fastify';
import { ProblemReply } from '@gapura/contract';
import { accessRoutes } from './access/index.ts';
import { auditRoutes } from './audit/index.ts';
import { cardRoutes } from './cards/index.ts';
import type { Context } from './context.ts';
import { demoRoutes } from './demo/index.ts';
import type { App } from './http/app.ts';
import { employeeRoutes } from './employees/index.ts';
import { exposureRoutes } from './exposure/index.ts';
import { gaugesOf, healthRoutes } from './health/index.ts';
import { drainOnClose } from './http/drain.ts';
import { describeError, handleError } from './http/error-handler.ts';
import { measure, type Measures } from './http/metrics.ts';
import { servePages } from './http/pages.ts';
import { refuseWhenOverloaded } from './http/overload.ts';
import { secure } from './http/security.ts';
import { leaseRoutes } from './leases/index.ts';
import { organisationRoutes } from './organisations/index.ts';
import { posterRoutes } from './posters/index.ts';
import { procedureRoutes } from './procedures/index.ts';
import { regimeRoutes, venueInForce } from './regimes/index.ts';
import { trustRoutes } from './trust/index.ts';
import { venueRoutes, venueSearchRoute, type Venue } from './venues/index.ts';
import { batchRoutes, correctionRoutes, statisticsRoutes, streamRoutes, visitRoutes } from './visits/index.ts';

const bodyLimitBytes = 64 * 1024;
/** Every live stream, and some more for requests. */
const mostConnections = 22_000;
const mostHeaders = 100;
/** About a second's work of one process; whoever comes later is told when to come back. */
const overload = {
  routes: ['/api/v1/check-ins', '/api/v1/check-ins/batch'],
  mostAtOnce: 1_000,
  mostLagMs: 3_000,
};

export interface ServerOptions {
  /** Adds routes of a benchmark's own, which go through the same server; nothing else is built this way. */
  readonly extend?: (api: App, context: Context) => void;
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
    http: { headersTimeout: 10_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 2_000 },
    // Who has been heard is answered, also while this process stops.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
  });
  app.setErrorHandler(handleError);
  const drain = drainOnClose(app);
  limitConnections(app);
  refuseWhenOverloaded(app, overload);
  secure(app, { https: config.origin.startsWith('https:') });
  const measures = measure(app, gaugesOf(context));
  app.addSchema(ProblemReply);
  await describeApi(app);
  healthRoutes(app, context, drain);
  await app.register(async (api: App) => apiRoutes(api, { ...context, ...measures }, options), { prefix: '/api/v1' });
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

function limitConnections({ server }: App): void {
  server.maxConnections = mostConnections;
  server.maxHeadersCount = mostHeaders;
}

/** Trusts as many proxies as the operator has put in front, counted from the server outwards. */
const trustHops =
  (count: number) =>
  (_address: string, hop: number): boolean =>
    hop < count;

function apiRoutes(api: App, context: Context & Measures, { extend }: ServerOptions): void {
  api.addHook('onRoute', nameProblems);
  visitRoutes(api, context);
  batchRoutes(api, context);
  correctionRoutes(api, context);
  leaseRoutes(api, context);
  statisticsRoutes(api, context);
  streamRoutes(api, context);
  accessRoutes(api, context);
  organisationRoutes(api, context);
  const inForce = (venue: Venue, at: Date) => venueInForce(context.regimes.timeline, venue, at);
  venueRoutes(api, { ...context, inForce });
  venueSearchRoute(api, { ...context, inForce });
  posterRoutes(api, context);
  exposureRoutes(api, context);
  procedureRoutes(api, context);
  regimeRoutes(api, {
    ...context,
    tryPack: (person, where) => context.visits.deps.screening.tryRules(person, where, context.clock()),
    getVenueInForce: async (id) =>
      venueInForce(context.regimes.timeline, await context.venues.getVenue(id), context.clock()).venue,
  });
  trustRoutes(api, context);
  auditRoutes(api, context);
  cardRoutes(api, context);
  employeeRoutes(api, {
    ...context,
    employeeDays: {
      listOffices: async (id) => (await context.venues.listManagedVenues(id)).map(({ venue }) => venue),
      countPresence: (offices) => context.visits.countPresence(offices),
    },
  });
  if (context.demo !== null) {
    demoRoutes(api, { demo: context.demo });
  }
  extend?.(api, context);
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
        { name: 'employees', description: 'Rosters and badges' },
        { name: 'cards', description: 'Vaccination cards: requests, approval, printing, revocation' },
        { name: 'authority', description: 'Levels, rule packs and orders' },
        { name: 'audit', description: 'What staff did' },
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
