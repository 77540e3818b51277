import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@gapura/server';
import {
  createTestIssuer,
  createTestVenue,
  startServerProcess,
  type ServerProcess,
  type TestIssuer,
} from '@gapura/testkit';

/** A server process on a durable PostgreSQL of its own, with venues that nothing fills. */
export interface City {
  readonly server: ServerProcess;
  readonly issuer: TestIssuer;
  /** One gate code per venue. */
  readonly gates: readonly string[];
  stop(): Promise<void>;
}

export async function buildCity(venueCount: number): Promise<City> {
  const folder = await mkdtemp(join(tmpdir(), 'gapura-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDirectory: folder });
  const issuer = await createTestIssuer();
  const server = await startServerProcess({
    databaseUrl: postgres.url,
    entry: 'bench/server.ts',
    env: { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder },
  });
  const venues = await Promise.all(
    Array.from({ length: venueCount }, () => createTestVenue(postgres.url, { limit: 1_000_000 })),
  );
  return {
    server,
    issuer,
    gates: venues.flatMap(({ gates }) => gates),
    async stop() {
      await server.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
