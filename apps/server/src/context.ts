import { createAccess, type Access } from './access/index.ts';
import { createAudit, type Audit } from './audit/index.ts';
import { forgetDueCards, readAccepted, type CardsDeps } from './cards/index.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config/config.ts';
import { deriveKey } from './config/secrets.ts';
import type { Database } from './database/open.ts';
import { openPool, type Pool } from './database/pool.ts';
import { stepsInTurn } from './each-in-turn.ts';
import { createDemo, getDemoIssuer, type Demo } from './demo/index.ts';
import { createEmployeeCounting, forgetLeavers, type EmployeesDeps } from './employees/index.ts';
import { Exposures, Incidents } from './exposure/index.ts';
import { Leases } from './leases/index.ts';
import { checkVenues } from './ledger/index.ts';
import { Changes, OccupancyWatch, gathered } from './live/index.ts';
import { createOrganisations, type Organisations } from './organisations/index.ts';
import { Procedures } from './procedures/index.ts';
import { createPosterSigner, type PosterSigner } from './posters/index.ts';
import { reportError } from './report.ts';
import { createRegimes, defaultPackId, venueInForce, type Regimes } from './regimes/index.ts';
import { createScreening } from './screening/index.ts';
import {
  createLiveTrust,
  createSignedLists,
  createTrust,
  demoIssuerName,
  findListFiles,
  type SignedLists,
  type Trust,
} from './trust/index.ts';
import { createVenues, type Venues } from './venues/index.ts';
import { Visits, endDueVisits, forgetOld, type VisitsOptions } from './visits/index.ts';

/** Everything a server process holds, built once and passed down. */
export interface Context {
  readonly config: Config;
  readonly clock: Clock;
  readonly pool: Pool;
  readonly changes: Changes;
  readonly watch: OccupancyWatch;
  readonly access: Access;
  readonly audit: Audit;
  readonly cards: CardsDeps;
  readonly employees: EmployeesDeps;
  readonly organisations: Organisations;
  readonly venues: Venues;
  readonly posterSigner: PosterSigner;
  readonly trust: Trust;
  readonly lists: SignedLists;
  readonly visits: Visits;
  readonly leases: Leases;
  readonly regimes: Regimes;
  readonly exposures: Exposures;
  readonly incidents: Incidents;
  readonly procedures: Procedures;
  /** Null outside demo mode. */
  readonly demo: Demo | null;
  readonly onError: (error: Error) => void;
  /** Reads the cards’ trust and the signed lists again, and lets go of what has expired. */
  refreshTrust(): Promise<void>;
  /** Ends the visits that nobody ended, and frees the places of leases that are over. */
  endDueVisits(): Promise<void>;
  /** Stops every venue where something that must always hold does not; returns how many. */
  checkVenues(): Promise<number>;
  /** Deletes what is older than its time. */
  forgetOld(): Promise<void>;
  close(): Promise<void>;
}

export interface ContextOptions {
  readonly config: Config;
  readonly database: Database;
  readonly rootSecret: Buffer;
  readonly clock?: Clock;
}

/** @throws StartError when the configured issuer certificates cannot be used */
export async function checkIssuers(config: Config): Promise<void> {
  await createTrust({ path: config.trustPath, demoCertificate: null, isProduction: config.mode === 'production' });
  await findListFiles(config);
}

export async function createContext(options: ContextOptions): Promise<Context> {
  const foundation = await createFoundation(options);
  const door = await createDoor(foundation);
  const context = { ...foundation, ...door, demo: await openDemo(foundation, door) };
  await begin(context);
  return { ...context, ...upkeepOf(context) };
}

type Foundation = Awaited<ReturnType<typeof createFoundation>>;
type Door = Awaited<ReturnType<typeof createDoor>>;

/** What stands on the database and the configuration alone. */
async function createFoundation({ config, database, rootSecret, clock = systemClock }: ContextOptions) {
  const { pool } = database;
  const onError = reportError;
  const keyOf = (purpose: string): Buffer => deriveKey(rootSecret, purpose);
  const audit = createAudit({ pool, clock });
  const issuer = config.mode === 'demo' ? await getDemoIssuer(pool, clock()) : null;
  const trust = await createTrust({ path: config.trustPath, demoCertificate: issuer?.certificatePem ?? null });
  return {
    config,
    pool,
    clock,
    onError,
    keyOf,
    audit,
    employees: {
      pool,
      clock,
      audit,
      origin: config.origin,
      keys: { sealing: keyOf('employees'), codes: keyOf('employee-codes') },
    },
    issuer,
    trust,
    lists: await createSignedLists({ config, pool, clock, trust, onError }),
    posterSigner: await createPosterSigner({ db: pool, origin: config.origin, sealingKey: keyOf('poster-key') }),
    access: createAccess({ pool, clock, origin: config.origin, sealingKey: keyOf('totp'), audit }),
    organisations: createOrganisations({ pool, clock }),
    changes: new Changes({ pool, url: database.url, onError }),
  };
}

const anyPlace = { id: '', category: '', sector: null, capacity: 0 };

/** What decides at the door, and what follows from it. */
async function createDoor(foundation: Foundation) {
  const { pool, clock, audit, changes, keyOf, onError, posterSigner } = foundation;
  const common = { pool, clock, audit, notices: changes, onError };
  const onChange = (venueId: string): void => changes.mark(venueId);
  const regimes = await createRegimes({
    ...common,
    defaultPackId,
    setLimit: (venueId, change) => visits.setLimit(venueId, change),
  });
  const exposures = new Exposures({
    ...common,
    key: keyOf('exposures'),
    // What a pack says of cases depends on nothing else of a place.
    rulesAt: (place, now) => regimes.regimeOf({ ...anyPlace, ...place }, now).pack,
    findIdentities: (credentials, now) => visits.deps.screening.findIdentities(credentials, now),
  });
  const { categories } = regimes.timeline.defaultPack;
  const venues = createVenues({ pool, clock, audit, categories, posterSigner });
  const incidents = new Incidents({ pool, clock, onChange });
  const visits = new Visits({ ...visitsOptionsOf(foundation, { regimes, exposures, venues, incidents }), onChange });
  return {
    regimes,
    exposures,
    venues,
    incidents,
    procedures: new Procedures({ pool, clock, audit }),
    visits,
    leases: new Leases(visits.deps),
    cards: createCards(foundation),
    watch: new OccupancyWatch({ changes, read: (venueId) => visits.readOccupancy(venueId), onError }),
  };
}

interface DoorRooms {
  readonly regimes: Regimes;
  readonly exposures: Exposures;
  readonly venues: Venues;
  readonly incidents: Incidents;
}

function visitsOptionsOf(
  { config, pool, clock, trust, posterSigner, keyOf, employees }: Foundation,
  { regimes, exposures, venues, incidents }: DoorRooms,
): Omit<VisitsOptions, 'onChange'> {
  return {
    pool,
    clock,
    screening: createScreening({
      trust,
      packs: () => regimes.timeline.rulePacks.values(),
      exposuresOf: (identity) => exposures.of(identity),
    }),
    exposures,
    inForce: (venue, at) => venueInForce(regimes.timeline, venue, at),
    employees: createEmployeeCounting(employees),
    afterCheckIn: (gate, reply, black) => incidents.openFor(gate, reply, black),
    findGate: (code) => venues.findGate(code),
    getGate: (code) => venues.getGate(code),
    getVenue: (id) => venues.getVenue(id),
    isGenuinePoster: (code, signature) => posterSigner.isGenuine(code, signature),
    keys: { passes: keyOf('passes'), pseudonyms: keyOf('pseudonyms'), bodies: keyOf('bodies') },
    venueAtATime: config.venueAtATime,
  };
}

async function openDemo(foundation: Foundation, { venues, regimes }: Door): Promise<Demo | null> {
  const { pool, clock, config, access, organisations, employees, issuer } = foundation;
  return issuer === null
    ? null
    : createDemo({ pool, clock, origin: config.origin, access, organisations, venues, regimes, employees, issuer });
}

type Parts = Foundation & Door;

/** Listens first: what changes from now on is heard, what changed before is read. */
async function begin({ pool, changes, regimes, exposures, trust, onError }: Parts): Promise<void> {
  await changes.start();
  await regimes.start();
  await exposures.start();
  const readTrust = (): Promise<void> => readIssuedTrust(pool, trust);
  await readTrust();
  changes.follow(trustTopic, gathered(readTrust, onError));
}

function upkeepOf(
  parts: Parts,
): Pick<Context, 'refreshTrust' | 'endDueVisits' | 'checkVenues' | 'forgetOld' | 'close'> {
  const { pool, clock, onError, trust, lists, visits, leases, access, exposures, regimes, changes, employees } = parts;
  return {
    refreshTrust: () => stepsInTurn([() => readIssuedTrust(pool, trust), () => lists.refresh()]),
    endDueVisits: () => stepsInTurn([() => leases.expireDue(), () => endDueVisits(visits.deps)]),
    checkVenues: () =>
      checkVenues({
        pool,
        clock,
        onStop(venueId, { invariant, says }) {
          onError(new Error(`Venue ${venueId} admits nobody until an operator resumes it. ${invariant}: ${says}`));
          changes.mark(venueId);
        },
      }),
    forgetOld: () =>
      stepsInTurn([
        () => forgetOld(visits.deps),
        () => leases.forgetOld(),
        () => access.deleteExpired(),
        () => exposures.forgetOld(),
        () => forgetDueCards(pool, clock()),
        () => forgetLeavers(employees),
      ]),
    async close() {
      exposures.stop();
      await regimes.stop();
      await visits.deps.queues.drained();
      await changes.stop();
    },
  };
}

/** What processes tell each other when issuer keys or denied credentials have changed. */
const trustTopic = 'trust';

async function readIssuedTrust(pool: Pool, trust: Trust): Promise<void> {
  trust.replaceIssued(await readAccepted(pool));
}

function createCards({ trust, changes, config, keyOf, pool, clock, audit }: Foundation): CardsDeps {
  return {
    pool,
    clock,
    audit,
    keys: { sealing: keyOf('cards'), persons: keyOf('card-persons') },
    namePrefix: config.mode === 'demo' ? `${demoIssuerName}: ` : '',
    async onTrustChange() {
      await readIssuedTrust(pool, trust);
      changes.mark(trustTopic);
    },
  };
}

/** As much of a context as routes need to be registered and described: nothing connects, and no handler may run. */
export function createContextForRoutes(config: Config): Context {
  const pool = openPool('postgres://localhost/none', { max: 1, onError: reportError });
  const audit = createAudit({ pool, clock: systemClock });
  const access = createAccess({
    pool,
    clock: systemClock,
    origin: config.origin,
    sealingKey: Buffer.alloc(32),
    audit,
  });
  const trust = createLiveTrust([], { demo: false });
  const lists: SignedLists = { refresh: async () => undefined, status: () => [], findSignedRevocations: () => null };
  const close = (): Promise<void> => pool.end();
  const parts: Partial<Context> = {
    config,
    pool,
    access,
    audit,
    cards: {} as CardsDeps,
    employees: {} as EmployeesDeps,
    trust,
    lists,
    demo: null,
    close,
  };
  return parts as Context;
}
