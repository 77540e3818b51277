import { Type } from 'typebox';
import {
  AreasReply,
  LevelChangeRequest,
  OrderRequest,
  OverviewReply,
  PackChangeRequest,
  RegimePreviewReply,
  RegimePreviewRequest,
  RegimesReply,
  RulePackDocument,
  RulePackSummary,
  RulePacksReply,
  RuleTrialReply,
  RuleTrialRequest,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authorise, type Access, type Action, type Scope } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app.ts';
import type { Venue } from '../venues/index.ts';
import { readOverview } from './overview.ts';
import { previewChange } from './preview.ts';
import { presentPack, presentRegimes } from './present.ts';
import { publicRoutes } from './public-routes.ts';
import type { Regimes } from './regimes.ts';
import { tryRulePack, type TryPack } from './try-rule-pack.ts';
import { listLevels, listOrders, listPackSteps, listPlaces } from './store.ts';

export interface RegimeRouteDeps {
  readonly regimes: Regimes;
  readonly clock: Clock;
  readonly access: Pick<Access, 'getSession'>;
  readonly tryPack: TryPack;
  /** With the hours that the regime leaves it. */
  readonly getVenueInForce: (venueId: string) => Promise<Venue>;
}

const packBodyBytes = 512 * 1024;
/** Logic may be 32 deep, and stands some levels down in a pack; the fault of a deeper one names its place. */
const packJsonDepth = 64;
const tags = ['authority'];
const packParams = strictObject({ id: Type.String({ maxLength: 60 }), version: Type.String({ maxLength: 20 }) });

export function regimeRoutes(app: App, deps: RegimeRouteDeps): void {
  readingRoutes(app, deps);
  overviewRoute(app, deps);
  enteringRoutes(app, deps);
  withdrawingRoutes(app, deps);
  packRoutes(app, deps);
  trialRoute(app, deps);
  publicRoutes(app, deps);
}

/** Who asks, an admin or an overseer of where the action takes effect. */
async function getAuthority(
  deps: RegimeRouteDeps,
  request: FastifyRequest,
  action: Action,
  scope: Scope = {},
): Promise<string | null> {
  const session = await deps.access.getSession(request);
  authorise(session, action, scope);
  return session.accountId;
}

async function readRegimes({ regimes, clock }: RegimeRouteDeps): Promise<RegimesReply> {
  const { pool, timeline } = regimes;
  const [levels, packs, orders] = await Promise.all([listLevels(pool), listPackSteps(pool), listOrders(pool)]);
  return presentRegimes({ timeline, levels, packs, orders }, clock());
}

/** Where a change would count; null for an order to a venue in no known area. */
async function getAreaOfChange(deps: RegimeRouteDeps, change: RegimePreviewRequest): Promise<string | null> {
  if ('withdraw' in change) {
    return deps.regimes.getAreaOf(change.withdraw.what, change.withdraw.id);
  }
  if ('order' in change) {
    return (await deps.getVenueInForce(change.order.venueId)).areaCode;
  }
  return 'level' in change ? change.level.area : change.pack.area;
}

function readingRoutes(app: App, deps: RegimeRouteDeps): void {
  const { regimes, clock } = deps;
  app.get('/areas', { schema: { tags, summary: 'The administrative areas', response: { 200: AreasReply } } }, () => ({
    areas: [...regimes.timeline.areas.values()],
  }));
  app.get(
    '/regimes',
    { schema: { tags, summary: 'What is in force, and everything entered', response: { 200: RegimesReply } } },
    async (request) => {
      await getAuthority(deps, request, 'regime.read');
      return readRegimes(deps);
    },
  );
  app.post(
    '/regimes/preview',
    {
      schema: {
        tags,
        summary: 'What a change would do, before it is confirmed',
        body: RegimePreviewRequest,
        response: { 200: RegimePreviewReply },
      },
    },
    async (request) => {
      await deps.access.getSession(request);
      const areaCode = await getAreaOfChange(deps, request.body);
      await getAuthority(deps, request, 'regime.change', { areaCode });
      return previewChange(regimes.timeline, request.body, await listPlaces(regimes.pool, null), clock());
    },
  );
}

/** Screens ask for this every few seconds; mostly nothing has changed, and then nothing is sent. */
function overviewRoute(app: App, { regimes, clock, access }: RegimeRouteDeps): void {
  app.get(
    '/overview',
    {
      schema: {
        tags,
        summary: 'All venues of the authority’s area with people inside, limits, level and whether they are open',
        description: 'Answers `304` where nothing has changed since the `ETag` of `If-None-Match`.',
        response: { 200: OverviewReply },
      },
    },
    async (request, reply) => {
      const session = await access.getSession(request);
      authorise(session, 'area.read', { areaCode: session.areaCode });
      const { areaCode } = session;
      const venues = await readOverview(regimes.pool, regimes.timeline, { areaCode, now: clock() });
      return sendIfChanged(request, reply, { venues });
    },
  );
}

function sendIfChanged<T extends object>(request: FastifyRequest, reply: FastifyReply, body: T): T | FastifyReply {
  const tag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"`;
  void reply.header('cache-control', 'private, no-cache').header('etag', tag);
  return request.headers['if-none-match'] === tag ? reply.code(304).send() : body;
}

function enteringRoutes(app: App, deps: RegimeRouteDeps): void {
  const { regimes } = deps;
  const response = { 201: RegimesReply };
  app.post(
    '/level-changes',
    { schema: { tags, summary: 'Put a level in force in an area', body: LevelChangeRequest, response } },
    async (request, reply) => {
      const by = await getAuthority(deps, request, 'regime.change', { areaCode: request.body.area });
      await regimes.enterLevel(request.body, by);
      return reply.code(201).send(await readRegimes(deps));
    },
  );
  app.post(
    '/pack-changes',
    { schema: { tags, summary: 'Put a rule pack in force in an area', body: PackChangeRequest, response } },
    async (request, reply) => {
      const by = await getAuthority(deps, request, 'regime.change', { areaCode: request.body.area });
      await regimes.enterPack(request.body, by);
      return reply.code(201).send(await readRegimes(deps));
    },
  );
  app.post(
    '/orders',
    { schema: { tags, summary: 'Close a venue, or lower its limit', body: OrderRequest, response } },
    async (request, reply) => {
      await deps.access.getSession(request);
      const { areaCode, capacity } = await deps.getVenueInForce(request.body.venueId);
      const by = await getAuthority(deps, request, 'regime.change', { areaCode });
      await regimes.enterOrder(request.body, capacity, by);
      return reply.code(201).send(await readRegimes(deps));
    },
  );
}

function withdrawingRoutes(app: App, deps: RegimeRouteDeps): void {
  const params = strictObject({ id: Uuid });
  const kinds = { 'level-changes': 'level', 'pack-changes': 'pack', orders: 'order' } as const;
  for (const [path, what] of Object.entries(kinds)) {
    app.delete(
      `/${path}/:id`,
      {
        schema: {
          tags,
          summary: `Withdraw a ${what}: it counts no more from now on`,
          params,
          response: { 200: RegimesReply },
        },
      },
      async (request) => {
        await deps.access.getSession(request);
        const areaCode = await deps.regimes.getAreaOf(what, request.params.id);
        const by = await getAuthority(deps, request, 'regime.change', { areaCode });
        await deps.regimes.withdraw(what, request.params.id, by);
        return readRegimes(deps);
      },
    );
  }
}

function packRoutes(app: App, deps: RegimeRouteDeps): void {
  const { regimes } = deps;
  app.get(
    '/rule-packs',
    { schema: { tags, summary: 'The rule packs on hand', response: { 200: RulePacksReply } } },
    () => ({ packs: [...regimes.timeline.packsOnHand.values()].map(presentPack) }),
  );
  app.get(
    '/rule-packs/:id/:version',
    {
      schema: {
        tags,
        summary: 'A rule pack, as its files hold it',
        params: packParams,
        response: { 200: RulePackDocument },
      },
    },
    (request) => {
      const { pack, limits } = regimes.getPack(request.params.id, request.params.version);
      return { pack, limits };
    },
  );
  app.post(
    '/rule-packs',
    {
      bodyLimit: packBodyBytes,
      config: { jsonDepth: packJsonDepth },
      schema: {
        tags,
        summary: 'Add a rule pack; it is in force nowhere until a pack change says so',
        body: RulePackDocument,
        response: { 201: RulePackSummary },
      },
    },
    async (request, reply) => {
      const by = await getAuthority(deps, request, 'rule-pack.add');
      return reply.code(201).send(presentPack(await regimes.addPack(request.body, by)));
    },
  );
}

function trialRoute(app: App, deps: RegimeRouteDeps): void {
  app.post(
    '/rule-packs/:id/:version/trials',
    {
      schema: {
        tags,
        summary: 'What a pack would say about somebody; nothing is kept',
        params: packParams,
        body: RuleTrialRequest,
        response: { 200: RuleTrialReply },
      },
    },
    async (request) => {
      await getAuthority(deps, request, 'regime.read');
      const { id, version } = request.params;
      return tryRulePack(deps.tryPack, deps.regimes.getPack(id, version).parsed, request.body);
    },
  );
}
