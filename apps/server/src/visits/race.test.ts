import { randomUUID } from 'node:crypto';
import type { CheckInReply } from '@gapura/contract';
import {
  createTestDatabase,
  createTestIssuer,
  createTestVenue,
  personNumber,
  startServerProcess,
  withClient,
  type ServerProcess,
  type TestVenue,
} from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const places = 600;
const people = 2_000;
const gateCount = 8;

let servers: ServerProcess[];
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let issuer: Awaited<ReturnType<typeof createTestIssuer>>;
let venue: TestVenue;

beforeAll(async () => {
  database = await createTestDatabase();
  venue = await createTestVenue(database.url, { limit: places, gateCount });
  issuer = await createTestIssuer();
  const env = { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder };
  const start = () => startServerProcess({ databaseUrl: database.url, env });
  // The first start makes the installation's keys; the others find them.
  servers = [await start(), ...(await Promise.all([start(), start()]))];
}, 120_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.drop();
});

async function checkIn(n: number): Promise<CheckInReply> {
  const server = servers[n % servers.length];
  const credential = issuer.vaccinated(personNumber(n), { number: 2, of: 2 });
  const body = {
    eventId: randomUUID(),
    gate: venue.gates[n % gateCount],
    kind: n % 5 === 0 ? 'employee' : 'visitor',
    persons: [{ credentials: [credential] }],
  };
  const reply = await fetch(`${server?.url}/api/v1/check-ins`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(reply.status).toBe(200);
  return (await reply.json()) as CheckInReply;
}

describe('the race for the last places', () => {
  it('admits exactly 600 of 2,000 people through 3 processes and 8 gates', async () => {
    const replies = await Promise.all(Array.from({ length: people }, (_, n) => checkIn(n)));
    const admitted = replies.filter(({ outcome }) => outcome === 'admitted');
    const full = replies.filter(({ outcome }) => outcome === 'full');
    expect(admitted).toHaveLength(places);
    expect(full).toHaveLength(people - places);

    // Each admission has its own place in one order, without a gap, and counts one more.
    const bySeq = admitted.map(({ occupancy }) => occupancy).toSorted((a, b) => a.seq - b.seq);
    expect(bySeq.map(({ seq, inside }) => [seq, inside])).toEqual(bySeq.map((_, index) => [index + 1, index + 1]));
    for (const { occupancy } of replies) {
      expect(occupancy.inside + occupancy.leased).toBeLessThanOrEqual(occupancy.limit);
    }
    for (const { occupancy } of full) {
      expect(occupancy.inside).toBe(places);
    }

    const { rows } = await withClient(database.url, (client) =>
      client.query(
        `select (select count(*)::int from visits where venue_id = $1 and ended_at is null) as open,
              (select count(*)::int from gate_events where venue_id = $1) as events,
              (select max(seq) from gate_events where venue_id = $1)::int as last,
              (select visitors + employees from venue_counters where venue_id = $1) as inside`,
        [venue.id],
      ),
    );
    expect(rows[0]).toEqual({ open: places, events: places, last: places, inside: places });
  }, 120_000);
});
