import { randomUUID } from 'node:crypto';
import type { CheckInReply } from '@gapura/contract';
import {
  createTestDatabase,
  createTestVenue,
  startServerProcess,
  withClient,
  type ServerProcess,
  type TestVenue,
} from '@gapura/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let venue: TestVenue;

beforeAll(async () => {
  database = await createTestDatabase();
  venue = await createTestVenue(database.url, { limit: 5 });
});
beforeEach(async () => {
  server = await startServerProcess({ databaseUrl: database.url, env: { GAPURA_MODE: 'production' } });
}, 60_000);
afterEach(() => server.stop());
afterAll(() => database.drop());

function checkIn(): Promise<Response> {
  const body = { eventId: randomUUID(), gate: venue.gates[0], kind: 'visitor', persons: [{ credentials: [] }] };
  return fetch(`${server.url}/api/v1/check-ins`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Runs `work` while a check-in waits for the venue's lock, then lets the lock go. */
async function whileCheckInWaits(work: () => Promise<void> | void): Promise<Response> {
  return withClient(database.url, async (client) => {
    await client.query('begin');
    await client.query('select from venue_counters where venue_id = $1 for update', [venue.id]);
    const reply = checkIn();
    await vi.waitFor(async () => {
      const { rowCount } = await client.query(
        "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
      expect(rowCount).toBe(1);
    });
    await work();
    await client.query('rollback');
    return reply;
  });
}

describe('a server process', () => {
  it('answers those whom it has heard before it stops', async () => {
    let ended: Promise<void> | undefined;
    const reply = await whileCheckInWaits(() => {
      ended = server.stop();
    });
    expect(reply.status).toBe(200);
    expect((await reply.json()) as CheckInReply).toMatchObject({ outcome: 'refused' });
    await ended;
    expect(server.process.exitCode).toBe(0);
  });

  it('answers 503 when PostgreSQL ends its connections, and goes on by itself', async () => {
    const reply = await whileCheckInWaits(() =>
      withClient(database.url, async (client) => {
        await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'gapura%' and datname = current_database()",
        );
      }),
    );
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('2');
    expect(await reply.json()).toMatchObject({ code: 'storage-unavailable' });
    expect((await checkIn()).status).toBe(200);
    await vi.waitFor(
      async () => {
        const { rowCount } = await withClient(database.url, (client) =>
          client.query(
            "select from pg_stat_activity where application_name = 'gapura-changes' and datname = current_database()",
          ),
        );
        expect(rowCount).toBe(1);
      },
      { timeout: 5_000 },
    );
  });
});
