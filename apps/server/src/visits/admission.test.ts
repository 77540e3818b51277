import { randomUUID } from 'node:crypto';
import type { CheckInReply, CheckOutReply } from '@gapura/contract';
import {
  createTestDatabase,
  createTestIssuer,
  createTestVenue,
  personNumber,
  startServerProcess,
  withClient,
  type ServerProcess,
  type TestIssuer,
  type TestVenue,
  type TestVenueOptions,
} from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let issuer: TestIssuer;
let nextPerson = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  issuer = await createTestIssuer();
  server = await startServerProcess({
    databaseUrl: database.url,
    env: { GAPURA_MODE: 'production', GAPURA_TRUST: issuer.trustFolder },
  });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

const venueOf = (options: TestVenueOptions) => createTestVenue(database.url, options);
const somebody = (doses = 2) => issuer.vaccinated(personNumber(nextPerson++), { number: doses, of: 2 });

async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: await reply.json() };
}

function request(venue: TestVenue, credentials: readonly string[], more: object = {}) {
  return {
    eventId: randomUUID(),
    gate: venue.gates[0],
    kind: 'visitor',
    persons: credentials.map((credential) => ({ credentials: [credential] })),
    ...more,
  };
}

async function checkIn(venue: TestVenue, credentials: readonly string[], more: object = {}): Promise<CheckInReply> {
  const { status, body } = await post('/check-ins', request(venue, credentials, more));
  expect(status).toBe(200);
  return body as CheckInReply;
}

const visitsOf = (reply: CheckInReply) => reply.persons.flatMap(({ visit }) => (visit === null ? [] : [visit]));

async function checkOut(reply: CheckInReply): Promise<CheckOutReply> {
  const { status, body } = await post('/check-outs', { eventId: randomUUID(), visits: visitsOf(reply) });
  expect(status).toBe(200);
  return body as CheckOutReply;
}

describe('a check-in', () => {
  it('admits two doses on green and gives a visit', async () => {
    const venue = await venueOf({ limit: 5 });
    const reply = await checkIn(venue, [somebody()]);
    expect(reply).toMatchObject({
      outcome: 'admitted',
      persons: [{ colour: 'green', visit: { id: expect.any(String), token: expect.any(String) } }],
      occupancy: { seq: 1, visitors: 1, employees: 0, inside: 1, leased: 0, limit: 5 },
    });
    expect(reply.persons[0]?.reasons[0]?.texts.id).not.toBe('');
  });

  it('counts employees apart', async () => {
    const venue = await venueOf({ limit: 5 });
    await checkIn(venue, [somebody()]);
    const reply = await checkIn(venue, [somebody()], { kind: 'employee' });
    expect(reply.occupancy).toMatchObject({ visitors: 1, employees: 1, inside: 2 });
  });

  it('keeps one dose for the officer and takes no place meanwhile', async () => {
    const venue = await venueOf({ limit: 5 });
    const reply = await checkIn(venue, [somebody(1)]);
    expect(reply).toMatchObject({
      outcome: 'review',
      persons: [{ colour: 'yellow', visit: null }],
      occupancy: { inside: 0 },
    });
  });

  it('refuses a person without a credential on red', async () => {
    const venue = await venueOf({ limit: 5 });
    const reply = await checkIn(venue, [], { persons: [{ credentials: [] }] });
    expect(reply).toMatchObject({
      outcome: 'refused',
      persons: [{ colour: 'red', visit: null }],
      occupancy: { seq: 0 },
    });
  });

  it('tells somebody who is not green what would help, and the same again', async () => {
    const venue = await venueOf({ limit: 5 });
    const body = request(venue, [somebody(1)]);
    const first = await post('/check-ins', body);
    const reply = first.body as CheckInReply;
    const need = { what: 'full-vaccination', greenFrom: expect.any(String), hours: null };
    expect(reply.persons[0]?.outlook).toMatchObject({ greenFrom: null, needs: [need] });
    expect(await post('/check-ins', body)).toEqual(first);
    const green = await checkIn(venue, [somebody()]);
    expect(green.persons[0]).not.toHaveProperty('outlook');
  });

  it('gives the same answer to the same event id', async () => {
    const venue = await venueOf({ limit: 5 });
    const body = request(venue, [somebody()]);
    const first = await post('/check-ins', body);
    const again = await Promise.all([post('/check-ins', body), post('/check-ins', body)]);
    expect(again).toEqual([first, first]);
    expect((await checkIn(venue, [somebody()])).occupancy.inside).toBe(2);
  });

  it('refuses another body under the same event id, also at another venue', async () => {
    const venue = await venueOf({ limit: 5 });
    const other = await venueOf({ limit: 5 });
    const body = request(venue, [somebody()]);
    await post('/check-ins', body);
    const conflict = { status: 409, body: expect.objectContaining({ code: 'event-conflict' }) };
    expect(await post('/check-ins', { ...body, kind: 'employee' })).toEqual(conflict);
    expect(await post('/check-ins', { ...body, gate: other.gates[0] })).toEqual(conflict);
  });

  it('applies an event id once that comes to two venues at the same instant, and answers each the same again', async () => {
    const [one, other] = [await venueOf({ limit: 100 }), await venueOf({ limit: 100 })];
    const pairs = Array.from({ length: 20 }, () => {
      const body = request(one, [somebody()]);
      return [body, { ...body, gate: other.gates[0] }];
    });
    for (const pair of pairs) {
      const send = () => Promise.all(pair.map((body) => post('/check-ins', body)));
      const first = await send();
      expect(first.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      expect(await send()).toEqual(first);
    }
  });

  it('gives each venue’s own answer where two server processes have used one event id', async () => {
    const [one, other] = [await venueOf({ limit: 5 }), await venueOf({ limit: 5 })];
    const body = request(one, [somebody()]);
    const elsewhere = { ...body, gate: other.gates[0] };
    const first = await post('/check-ins', body);
    // As if the second process had looked before the first one had committed.
    const rename = (from: string, to: string) =>
      withClient(database.url, (client) =>
        client.query('update check_ins set event_id = $2 where event_id = $1 and venue_id = $3', [from, to, one.id]),
      );
    const aside = randomUUID();
    await rename(body.eventId, aside);
    const second = await post('/check-ins', elsewhere);
    await rename(aside, body.eventId);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect([await post('/check-ins', body), await post('/check-ins', elsewhere)]).toEqual([first, second]);
  });

  it('admits a party whole or not at all', async () => {
    const venue = await venueOf({ limit: 4 });
    expect(await checkIn(venue, [somebody(), somebody(), somebody()])).toMatchObject({
      outcome: 'admitted',
      occupancy: { inside: 3 },
    });
    const tooMany = await checkIn(venue, [somebody(), somebody()]);
    expect(tooMany).toMatchObject({
      outcome: 'full',
      persons: [{ visit: null }, { visit: null }],
      occupancy: { inside: 3 },
    });
    expect(await checkIn(venue, [somebody(), somebody(1)])).toMatchObject({
      outcome: 'review',
      occupancy: { inside: 3 },
    });
    expect(await checkIn(venue, [somebody()])).toMatchObject({ outcome: 'admitted', occupancy: { inside: 4 } });
  });

  it('refuses somebody who is inside already, until they have left', async () => {
    const venue = await venueOf({ limit: 5 });
    const credential = somebody();
    const first = await checkIn(venue, [credential]);
    const second = await checkIn(venue, [credential]);
    expect(second).toMatchObject({ outcome: 'refused', occupancy: { inside: 1 } });
    expect(second.persons[0]?.reasons[0]?.rule).toBe('door.already-inside');
    await checkOut(first);
    expect(await checkIn(venue, [credential])).toMatchObject({ outcome: 'admitted', occupancy: { inside: 1 } });
  });

  it('ends the visits that the same phone names, here and elsewhere', async () => {
    const [office, mall] = await Promise.all([venueOf({ limit: 1 }), venueOf({ limit: 1 })]);
    const credential = somebody();
    const atOffice = await checkIn(office, [credential]);
    const atMall = await checkIn(mall, [credential], { leaving: visitsOf(atOffice) });
    expect(atMall).toMatchObject({ outcome: 'admitted', occupancy: { inside: 1 } });
    expect(await checkIn(office, [somebody()])).toMatchObject({ outcome: 'admitted' });
    const again = await checkIn(mall, [credential], { leaving: visitsOf(atMall) });
    expect(again).toMatchObject({ outcome: 'admitted', occupancy: { inside: 1, seq: 3 } });
  });

  it('keeps a limit of their own for visitors', async () => {
    const venue = await venueOf({ limit: 5, visitorLimit: 1 });
    await checkIn(venue, [somebody()]);
    expect(await checkIn(venue, [somebody()])).toMatchObject({ outcome: 'full' });
    expect(await checkIn(venue, [somebody()], { kind: 'employee' })).toMatchObject({ outcome: 'admitted' });
  });

  it('lets nobody in through an exit', async () => {
    const venue = await venueOf({ limit: 5, direction: 'out' });
    expect(await checkIn(venue, [somebody()])).toMatchObject({ outcome: 'refused', occupancy: { inside: 0 } });
  });
});

describe('a check-out', () => {
  it('frees the place once, and repeats its answer', async () => {
    const venue = await venueOf({ limit: 1 });
    const inside = await checkIn(venue, [somebody()]);
    expect(await checkIn(venue, [somebody()])).toMatchObject({ outcome: 'full' });
    const first = await checkOut(inside);
    expect(first.visits).toMatchObject([{ endedBy: 'visitor', estimated: false, occupancy: { inside: 0, seq: 2 } }]);
    const second = await checkOut(inside);
    expect(second.visits[0]).toEqual(first.visits[0]);
  });
});

describe('the stream of a venue', () => {
  it('tells of a check-in without waiting for its five-second repetition', async () => {
    const venue = await venueOf({ limit: 5 });
    const reply = await fetch(`${server.url}/api/v1/venues/${venue.id}/occupancy/stream`);
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    const startedAt = Date.now();
    await checkIn(venue, [somebody()]);
    let heard = '';
    while (!heard.includes('"inside":1')) {
      heard += (await reader?.read())?.value ?? '';
    }
    expect(Date.now() - startedAt).toBeLessThan(4_000);
    await reader?.cancel();
  });
});
