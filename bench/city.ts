import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@gapura/server';
import { createTestIssuer, startServerProcess, type ServerProcess, type TestIssuer } from '@gapura/testkit';
import pg from 'pg';

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
  const gates = await createVenues(postgres.url, venueCount);
  return {
    server,
    issuer,
    gates,
    async stop() {
      await server.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createVenues(databaseUrl: string, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const organisationId = randomUUID();
  await client.query('insert into organisations values ($1, $2, now())', [organisationId, 'Kota Uji']);
  const gates = Array.from({ length: count }, (_, index) => `BENCH${String(index).padStart(5, '0')}`);
  for (const code of gates) {
    const venueId = randomUUID();
    await client.query(
      `insert into venues (id, organisation_id, name, category, address, time_zone, capacity, longest_stay_minutes, created_at)
       values ($1, $2, 'Kantor Uji', 'government-office', 'Jalan Uji', 'Asia/Makassar', 1000000, 720, now())`,
      [venueId, organisationId],
    );
    await client.query('insert into venue_counters (venue_id, limit_total) values ($1, 1000000)', [venueId]);
    await client.query(
      `insert into gates (id, venue_id, code, name, direction, created_at) values ($1, $2, $3, 'Pintu', 'both', now())`,
      [randomUUID(), venueId, code],
    );
  }
  await client.end();
  return gates;
}
