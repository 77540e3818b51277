import { randomUUID } from 'node:crypto';
import {
  createTestDatabase,
  createTestVenue,
  startServerProcess,
  withClient,
  type ServerProcess,
  type TestDatabase,
} from '@gapura/testkit';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

let database: TestDatabase;
let server: ServerProcess | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await server?.stop();
  await database.drop();
});

const holdLease = `insert into leases (venue_id, id, body_mac, gate_id, places, granted_at, ends_at, status, state)
  values ($1, gen_random_uuid(), '', gen_random_uuid(), 2, now() - interval '2 days', $2, 'held', '{}')`;
const beginVisit = `insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by)
  values ($1, gen_random_uuid(), gen_random_uuid(), 'visitor', gen_random_uuid(), '', now() - interval '1 day', now())`;

it('ends what is due although a venue fails that is due before', async () => {
  const venue = await createTestVenue(database.url, { limit: 10 });
  const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
  await withClient(database.url, async (client) => {
    // A venue without a counter fails at once.
    await client.query(holdLease, [randomUUID(), hoursAgo(3)]);
    await client.query(holdLease, [venue.id, hoursAgo(2)]);
    await client.query(beginVisit, [venue.id]);
    await client.query('update venue_counters set visitors = 1, leased = 2 where venue_id = $1', [venue.id]);
    server = await startServerProcess({ databaseUrl: database.url, env: { GAPURA_MODE: 'production' } });
    const isOver = async (): Promise<void> => {
      const { rows } = await client.query('select visitors, leased from venue_counters where venue_id = $1', [
        venue.id,
      ]);
      expect(rows).toEqual([{ visitors: 0, leased: 0 }]);
    };
    await vi.waitFor(isOver, { timeout: 20_000, interval: 50 });
  });
}, 60_000);
