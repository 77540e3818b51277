import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openPool, startEmbeddedPostgres } from '@gapura/server';
import { createTemplate, createTestDatabase, type TestDatabase } from '../database.ts';
import { checkHistory, HistoryRecorder, readVenueRecord, type Verdict } from '../history/index.ts';
import { createTestIssuer, personNumber, type TestIssuer } from '../issuer.ts';
import { startServerProcess, type ServerProcess } from '../server-process.ts';
import { createTestVenue, type TestVenue } from '../venue.ts';
import type { CrowdFigures, CrowdOptions, Guest } from './crowd.ts';
import { runCrowd } from './crowd.ts';
import { createRandom, type Random } from './random.ts';

/** A PostgreSQL of our own with durable settings, and a migrated template in it. */
export interface Postgres {
  readonly url: string;
  readonly pid: () => number;
  stop(): Promise<void>;
}

export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<Postgres> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'gapura-faults-')));
  const postgres = await startEmbeddedPostgres({
    dataDirectory: home,
    settings: { max_connections: '200', ...settings },
  });
  await createTemplate(postgres.url, async (url) => {
    const pool = openPool(url, { max: 1, onError: () => undefined });
    await migrate(pool);
    await pool.end();
  });
  return {
    url: postgres.url,
    pid: () => postgres.pid,
    async stop() {
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The servers that operators run, and those that are faulty on purpose, as they were built. */
const builtServer = 'apps/server/dist/main.js';
export const faultyServer = (name: string): string => `packages/testkit/dist/faults/servers/${name}.js`;

export interface Scene {
  readonly venue: TestVenue;
  readonly limit: number;
  readonly recorder: HistoryRecorder;
}

let issuer: Promise<TestIssuer> | undefined;
const guests: Guest[] = [];

/** Certificates are signed once and used by every city; each name is somebody else. */
async function signGuests(trusted: TestIssuer, count: number): Promise<readonly Guest[]> {
  while (guests.length < count) {
    const person = personNumber(guests.length);
    const name = `${person.givenName} ${person.familyName}`;
    guests.push({ name, credential: trusted.vaccinated(person, { number: 2, of: 2 }) });
  }
  return guests.slice(0, count);
}

/** Servers on one database, venues at which crowds meet, and the histories of both. */
export class City {
  readonly database: TestDatabase;
  readonly servers: ServerProcess[] = [];
  readonly random: Random;
  readonly #issuer: TestIssuer;

  private constructor(database: TestDatabase, trusted: TestIssuer, random: Random) {
    this.database = database;
    this.#issuer = trusted;
    this.random = random;
  }

  static async build(postgres: Pick<Postgres, 'url'>, seed: number): Promise<City> {
    // In force since yesterday, so that servers whose clocks are behind accept it too.
    issuer ??= createTestIssuer(new Date(Date.now() - 86_400_000));
    return new City(await createTestDatabase(postgres.url), await issuer, createRandom(seed));
  }

  /** Starts server processes; the first one makes the installation's keys, so it starts alone. */
  async startServers(count: number, options: ServerOptions = {}): Promise<void> {
    const first = this.servers.length === 0 ? [await this.startServer(options)] : [];
    this.servers.push(...first);
    const others = Array.from({ length: count - first.length }, () => this.startServer(options));
    this.servers.push(...(await Promise.all(others)));
  }

  startServer({
    entry = builtServer,
    env = {},
    databaseUrl = this.database.url,
  }: ServerOptions = {}): Promise<ServerProcess> {
    const settings = {
      GAPURA_MODE: 'production',
      GAPURA_TRUST: this.#issuer.trustFolder,
      GAPURA_LOG: 'silent',
      ...env,
    };
    return startServerProcess({ databaseUrl, entry, env: settings });
  }

  readonly urls = (): readonly string[] => this.servers.map(({ url }) => url);

  async openVenue(limit: number, gateCount = 4): Promise<Scene> {
    return {
      venue: await createTestVenue(this.database.url, { limit, gateCount }),
      limit,
      recorder: new HistoryRecorder(),
    };
  }

  guests(count: number): Promise<readonly Guest[]> {
    return signGuests(this.#issuer, count);
  }

  /** A crowd at a venue for some seconds, with `meanwhile` going on beside it. */
  async runCrowd(
    scene: Scene,
    crowd: CrowdPlan,
    meanwhile: Meanwhile = () => Promise.resolve(),
  ): Promise<CrowdFigures> {
    const ending = new AbortController();
    const over = crowd.seconds === undefined ? ending.signal : AbortSignal.timeout(crowd.seconds * 1_000);
    const options: CrowdOptions = {
      ...scene,
      ...crowd,
      random: this.random.fork(),
      urls: crowd.urls ?? this.urls,
      guests: await this.guests(crowd.clients * crowd.guestsPerClient),
    };
    const happening = meanwhile(over).finally(() => ending.abort());
    const [figures] = await Promise.all([runCrowd(options, over), happening]);
    return figures;
  }

  async judge({ venue, limit, recorder }: Scene): Promise<Verdict> {
    return checkHistory(recorder.calls, await readVenueRecord(this.database.url, venue.id, limit));
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    await this.database.drop();
  }
}

export interface ServerOptions {
  readonly entry?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the way to the database is not the straight one. */
  readonly databaseUrl?: string;
}

export interface CrowdPlan {
  readonly clients: number;
  readonly guestsPerClient: number;
  /** Without it, the crowd stays until what happens meanwhile is over. */
  readonly seconds?: number;
  readonly pauseMs?: number;
  readonly patienceMs?: number;
  readonly urls?: () => readonly string[];
}

/** What happens while a crowd is at the door, until the signal says that it is over. */
export type Meanwhile = (over: AbortSignal) => Promise<void>;
