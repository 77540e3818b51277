import { randomBytes, randomUUID } from 'node:crypto';
import { createTestDatabase, createTestVenue, type TestDatabase, type TestVenue } from '@gapura/testkit';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readConfig } from './config/config.ts';
import { createContext, type Context } from './context.ts';
import { openPool, type Pool } from './database/pool.ts';
import { startSweeping } from './sweeping.ts';

const inHours = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);
let database: TestDatabase;
let pool: Pool;
let context: Context;
let venue: TestVenue;
let now = inHours(0);

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 4, onError: () => undefined });
  context = await createContext({
    config: readConfig({ GAPURA_MODE: 'production', GAPURA_LOG: 'silent' }),
    database: { url: database.url, pool, dataFolder: null, close: () => Promise.resolve() },
    rootSecret: randomBytes(32),
    clock: () => now,
  });
  venue = await createTestVenue(database.url, { limit: 10 });
}, 60_000);

afterAll(async () => {
  await context.close();
  await pool.end();
  await database.drop();
});

const inside = async (): Promise<number> => (await context.visits.getOccupancy(venue.id)).inside;

/** One person whom an officer has counted, and who may stay for twelve hours. */
async function letOneIn(): Promise<void> {
  await context.visits.deps.queues.submit(venue.id, {
    do: 'correct',
    event: randomUUID(),
    mac: '00'.repeat(16),
    gate: randomUUID(),
    act: 'add',
    kind: 'visitor',
    count: 1,
    reason: 'Uji jam',
    by: null,
    at: now.toISOString(),
    endsBy: inHours(12).toISOString(),
    endsAs: 'longest-stay',
  });
}

it('ends nothing by a clock that PostgreSQL contradicts, and says so', async () => {
  await letOneIn();
  now = inHours(13);
  const alarms: string[] = [];
  const alarmed = { ...context, onError: (error: Error) => void alarms.push(error.message) };
  const careful = startSweeping(alarmed);
  await vi.waitFor(() => expect(alarms).toHaveLength(2), { timeout: 10_000 });
  careful.stop();
  expect(alarms[0]).toMatch(/clock is 468\d\d s ahead of PostgreSQL's/);
  expect(await inside()).toBe(1);

  // What it is kept from.
  const careless = startSweeping({ ...alarmed, clock: () => new Date() });
  await vi.waitFor(async () => expect(await inside()).toBe(0), { timeout: 10_000 });
  careless.stop();
});
