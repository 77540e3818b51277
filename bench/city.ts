import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@gapura/server';
import {
  createTestIssuer,
  createTestVenues,
  startServerProcess,
  type ServerProcess,
  type TestIssuer,
  type TestVenue,
} from '@gapura/testkit';

/** A server process on a durable PostgreSQL of its own, with venues that nothing fills. */
export interface City {
  readonly server: ServerProcess;
  readonly databaseUrl: string;
  readonly issuer: TestIssuer;
  readonly venues: readonly TestVenue[];
  /** One gate code per venue. */
  readonly gates: readonly string[];
  readonly checkInRoute: string;
  /** The same server, headers, parser and schemas, and no work. */
  readonly echoRoute: string;
  stop(): Promise<void>;
}

export interface CityOptions {
  readonly venues: number;
  readonly limit?: number;
  readonly processes?: number;
  /** Before the server starts. */
  readonly prepare?: (databaseUrl: string) => Promise<void>;
}

export async function buildCity({
  venues: count,
  limit = 1_000_000,
  processes = 1,
  prepare,
}: CityOptions): Promise<City> {
  const postgres = await openPostgres();
  await prepare?.(postgres.url);
  const issuer = await createTestIssuer();
  const server = await startServerProcess({
    databaseUrl: postgres.url,
    entry: 'bench/server.mjs',
    env: {
      GAPURA_MODE: 'production',
      GAPURA_TRUST: issuer.trustFolder,
      // As `npm start` does; what is preloaded, as a profiler, stays.
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --max-semi-space-size=32`,
      ...(processes > 1 && { GAPURA_PROCESSES: String(processes) }),
    },
  });
  const venues = await createTestVenues(postgres.url, count, { limit });
  return {
    server,
    databaseUrl: postgres.url,
    issuer,
    venues,
    gates: venues.flatMap(({ gates }) => gates),
    checkInRoute: `${server.url}/api/v1/check-ins`,
    echoRoute: `${server.url}/api/v1/check-ins/echo`,
    async stop() {
      await server.stop();
      await postgres.stop();
    },
  };
}

interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** One made for the run, or an empty database that somebody wants to measure: `BENCH_DATABASE_URL`. */
async function openPostgres(): Promise<Postgres> {
  const given = process.env['BENCH_DATABASE_URL'];
  if (given !== undefined) {
    return { url: given, stop: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'gapura-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDirectory: folder });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
