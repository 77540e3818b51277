import { createAccess, type Access } from './access/index.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config/config.ts';
import { deriveKey } from './config/secrets.ts';
import { openPool, type Pool } from './database/pool.ts';
import { createDemo, type Demo } from './demo/index.ts';
import { Changes, OccupancyWatch } from './live/index.ts';
import { createOrganisations, type Organisations } from './organisations/index.ts';
import { createPosterSigner, type PosterSigner } from './posters/index.ts';
import { createScreening, loadRulePack } from './screening/index.ts';
import { createTrust, type Trust } from './trust/index.ts';
import { createVenues, type Venues } from './venues/index.ts';
import { Visits } from './visits/index.ts';

const rulePack = 'id-denpasar-2021';
const poolSize = 12;

/** Everything a server process holds, built once and passed down. */
export interface Context {
  readonly config: Config;
  readonly clock: Clock;
  readonly pool: Pool;
  readonly changes: Changes;
  readonly watch: OccupancyWatch;
  readonly access: Access;
  readonly organisations: Organisations;
  readonly venues: Venues;
  readonly posterSigner: PosterSigner;
  readonly trust: Trust;
  readonly visits: Visits;
  readonly demo: Demo | null;
  readonly onError: (error: Error) => void;
}

export interface ContextOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly rootSecret: Buffer;
  readonly onError: (error: Error) => void;
  readonly clock?: Clock;
}
