import { createAccess, type Access } from './access/index.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config/config.ts';
import { deriveKey } from './config/secrets.ts';
import type { Database } from './database/open.ts';
import { openPool, type Pool } from './database/pool.ts';
import { createDemo, getDemoIssuer, type Demo } from './demo/index.ts';
import { Changes, OccupancyWatch } from './live/index.ts';
import { createOrganisations, type Organisations } from './organisations/index.ts';
import { createPosterSigner, type PosterSigner } from './posters/index.ts';
import { reportError } from './report.ts';
import { createScreening, loadRulePack } from './screening/index.ts';
import { createTrust, type Trust } from './trust/index.ts';
import { createVenues, type Venues } from './venues/index.ts';
import { Visits, endDueVisits, forgetOld } from './visits/index.ts';

const rulePackName = 'id-denpasar-2021';

/** Everything a server process holds, built once and passed down. */
export interface Context {
  readonly config: Config;
  readonly pool: Pool;
  readonly changes: Changes;
  readonly watch: OccupancyWatch;
  readonly access: Access;
  readonly organisations: Organisations;
  readonly venues: Venues;
  readonly posterSigner: PosterSigner;
  readonly trust: Trust;
  readonly visits: Visits;
  /** Null outside demo mode. */
  readonly demo: Demo | null;
  readonly onError: (error: Error) => void;
  /** Ends the visits that nobody ended. */
  endDueVisits(): Promise<number>;
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
export async function checkIssuers({ trustPath }: Config): Promise<void> {
  await createTrust({ path: trustPath, demoCertificate: null });
}

export async function createContext({
  config,
  database,
  rootSecret,
  clock = systemClock,
}: ContextOptions): Promise<Context> {
  const { pool } = database;
  const onError = reportError;
  const keyOf = (purpose: string): Buffer => deriveKey(rootSecret, purpose);

  const rules = await loadRulePack(rulePackName);
  const posterSigner = await createPosterSigner({ db: pool, origin: config.origin, sealingKey: keyOf('poster-key') });
  const access = createAccess({ pool, clock, origin: config.origin });
  const organisations = createOrganisations({ pool, clock });
  const venues = createVenues({ pool, clock, categories: rules.categories, posterSigner });
  const issuer = config.mode === 'demo' ? await getDemoIssuer(pool, clock()) : null;
  const trust = await createTrust({ path: config.trustPath, demoCertificate: issuer?.certificatePem ?? null });

  const changes = new Changes({ pool, url: database.url, onError });
  const visits = new Visits({
    pool,
    clock,
    screening: createScreening({ trust: trust.store, rules }),
    findGate: (code) => venues.findGate(code),
    getGate: (code) => venues.getGate(code),
    getVenue: (id) => venues.getVenue(id),
    isGenuinePoster: (code, signature) => posterSigner.isGenuine(code, signature),
    keys: { passes: keyOf('passes'), pseudonyms: keyOf('pseudonyms'), bodies: keyOf('bodies') },
    onChange: (venueId) => changes.mark(venueId),
  });
  const watch = new OccupancyWatch({ changes, read: (venueId) => visits.readOccupancy(venueId), onError });
  const demo =
    issuer === null
      ? null
      : await createDemo({ pool, clock, origin: config.origin, access, organisations, venues, issuer });
  await changes.start();

  return {
    config,
    pool,
    changes,
    watch,
    access,
    organisations,
    venues,
    posterSigner,
    trust,
    visits,
    demo,
    onError,
    endDueVisits: () => endDueVisits(visits.deps),
    async forgetOld() {
      await forgetOld(visits.deps);
      await access.deleteExpired();
    },
    async close() {
      await visits.deps.queues.drained();
      await changes.stop();
    },
  };
}

/** As much of a context as routes need to be registered and described: nothing connects, and no handler may run. */
export function createContextForRoutes(config: Config): Context {
  const pool = openPool('postgres://localhost/none', { max: 1, onError: reportError });
  const access = createAccess({ pool, clock: systemClock, origin: config.origin });
  const trust: Trust = { store: { size: 0, findEntries: () => [] }, entries: [] };
  const close = (): Promise<void> => pool.end();
  const parts: Partial<Context> = { config, pool, access, trust, demo: null, close };
  return parts as Context;
}
