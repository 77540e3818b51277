import { randomUUID } from 'node:crypto';
import type { CheckInReply } from '@gapura/contract';
import {
  createTestDatabase,
  createTestIssuer,
  createTestVenue,
  personNumber,
  startServerProcess,
  type ServerProcess,
} from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const places = 120;
const bus = 50;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let issuer: Awaited<ReturnType<typeof createTestIssuer>>;
let servers: ServerProcess[];
let gate: string;

beforeAll(async () => {
  database = await createTestDatabase();
  issuer = await createTestIssuer();
  gate = (await createTestVenue(database.url, { limit: places })).gates[0] ?? '';
  const env = { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder };
  const start = () => startServerProcess({ databaseUrl: database.url, env });
  servers = [await start(), await start()];
}, 60_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.drop();
});

/** Those of a bus who want to enter together now; its first `count` unless told. */
async function checkIn(busNumber: number, count = bus): Promise<CheckInReply> {
  const persons = Array.from({ length: count }, (_, seat) => ({
    credentials: [issuer.vaccinated(personNumber(busNumber * bus + seat), { number: 2, of: 2 })],
  }));
  const reply = await fetch(`${servers[busNumber % servers.length]?.url}/api/v1/check-ins`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ eventId: randomUUID(), gate, kind: 'visitor', persons }),
  });
  expect(reply.status).toBe(200);
  return (await reply.json()) as CheckInReply;
}

describe('buses of fifty people for 120 places', () => {
  it('enter whole or not at all, and of their largest parts one only gets the last places', async () => {
    const whole = await Promise.all([0, 1, 2, 3].map((busNumber) => checkIn(busNumber)));
    expect(whole.map(({ outcome }) => outcome).toSorted()).toEqual(['admitted', 'admitted', 'full', 'full']);
    const outside = whole.flatMap(({ outcome }, busNumber) => (outcome === 'full' ? [busNumber] : []));

    // Both leaders saw the same twenty free places and confirm at once.
    const parts = await Promise.all(outside.map((busNumber) => checkIn(busNumber, 20)));
    expect(parts.map(({ outcome }) => outcome).toSorted()).toEqual(['admitted', 'full']);
    const inside = Math.max(...parts.map(({ occupancy }) => occupancy.inside));
    expect(inside).toBe(places);
    for (const { outcome, persons } of parts) {
      expect(persons.filter(({ visit }) => visit !== null)).toHaveLength(outcome === 'admitted' ? 20 : 0);
    }
  }, 60_000);
});
