import { randomUUID } from 'node:crypto';
import type { CheckInReply, DemoReply, FeedEntry, FeedReply, OccupancyReply } from '@gapura/contract';
import { createTestDatabase, startServerProcess, withClient, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
/** Two processes on one database: what one does, the other shows. */
let near: ServerProcess;
let far: ServerProcess;
let demo: DemoReply;
let cookies: Record<string, string>;
let gate: string;
let venueId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  near = await startServerProcess({ databaseUrl: database.url });
  far = await startServerProcess({ databaseUrl: database.url });
  demo = (await (await fetch(`${near.url}/api/v1/demo`)).json()) as DemoReply;
  const office = demo.venues.find(({ venue }) => venue.name === 'Kantor Wali Kota Denpasar');
  gate = office?.gates[0]?.gate.code ?? '';
  venueId = office?.venue.id ?? '';
  cookies = Object.fromEntries(
    await Promise.all(demo.staff.map(async ({ role, ...staff }) => [role, await signIn(staff)])),
  );
}, 60_000);

afterAll(async () => {
  await Promise.all([near.stop(), far.stop()]);
  await database.drop();
});

// The demo's few people come and go in every test.
beforeEach(() =>
  withClient(database.url, async (client) => {
    await client.query('truncate visits, check_ins, gate_events');
    await client.query('update venue_counters set seq = 0, visitors = 0, employees = 0, limit_total = 600');
  }),
);

async function signIn({ signInName, password }: { signInName: string; password: string }): Promise<string> {
  const reply = await fetch(`${near.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ signInName, password }),
  });
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

interface Call {
  readonly method?: string;
  readonly as?: string;
  readonly body?: object;
  readonly server?: ServerProcess;
}

async function call<T>(
  path: string,
  { method = 'GET', as, body, server = near }: Call = {},
): Promise<{ status: number; body: T }> {
  const reply = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(as === undefined ? {} : { cookie: cookies[as] ?? '' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as T };
}

const certificate = (id: string): string => demo.certificates.find((each) => each.id === id)?.text ?? '';

async function checkIn(id: string): Promise<CheckInReply> {
  const { body } = await call<CheckInReply>('/check-ins', {
    method: 'POST',
    body: { eventId: randomUUID(), gate, kind: 'visitor', persons: [{ credentials: [certificate(id)] }] },
  });
  return body;
}

const decide = (eventId: string, decision: 'approve' | 'refuse', as = 'officer') =>
  call<FeedEntry>(`/gates/${gate}/reviews/${eventId}`, {
    method: 'POST',
    as,
    body: { decision, reason: 'KTP diperiksa' },
  });

describe('the demo’s certificates at the door', () => {
  it('each give the colour that the demo page promises', async () => {
    const replies = await Promise.all(demo.certificates.filter(({ id }) => id !== 'none').map(({ id }) => checkIn(id)));
    const expected = demo.certificates.filter(({ id }) => id !== 'none').map(({ colour }) => colour);
    expect(replies.map(({ persons }) => persons[0]?.colour)).toEqual(expected);
    expect(new Set(expected)).toEqual(new Set(['green', 'yellow', 'red', 'black']));
  });
});

describe('a review', () => {
  it('is admitted by the officer’s approval, which the visitor then sees', async () => {
    const { eventId, outcome } = await checkIn('one-dose');
    expect(outcome).toBe('review');
    expect(await decide(eventId, 'approve')).toMatchObject({
      status: 200,
      body: { outcome: 'admitted', review: { decided: 'approved' } },
    });
    const seen = await call<CheckInReply>(`/gates/${gate}/check-ins/${eventId}`, { server: far });
    expect(seen.body).toMatchObject({
      outcome: 'admitted',
      persons: [
        {
          visit: { token: expect.any(String) },
          reasons: [{ advice: { en: 'The officer has checked. Please come in.' } }],
        },
      ],
      occupancy: { inside: 1 },
    });
    expect(await decide(eventId, 'refuse')).toMatchObject({ status: 409, body: { code: 'review-decided' } });
  });

  it('is refused by the officer’s refusal and takes no place', async () => {
    const { eventId } = await checkIn('recovered');
    expect(await decide(eventId, 'refuse')).toMatchObject({ body: { outcome: 'refused' } });
    const seen = await call<CheckInReply>(`/gates/${gate}/check-ins/${eventId}`);
    expect(seen.body.persons[0]?.reasons[0]?.rule).toBe('door.officer-refused');
    expect(seen.body.occupancy.inside).toBe(0);
  });

  it('expires after a quarter of an hour', async () => {
    const { eventId } = await checkIn('one-dose');
    await withClient(database.url, (client) =>
      client.query("update check_ins set review_expires_at = now() - interval '1 second'"),
    );
    expect(await decide(eventId, 'approve')).toMatchObject({ status: 409, body: { code: 'review-expired' } });
  });

  it('is decided by staff of this gate only', async () => {
    const { eventId } = await checkIn('one-dose');
    expect(
      await call(`/gates/${gate}/reviews/${eventId}`, {
        method: 'POST',
        body: { decision: 'approve', reason: 'saya saja' },
      }),
    ).toMatchObject({
      status: 401,
    });
    const elsewhere = demo.venues.find(({ venue }) => venue.category === 'mall')?.gates[0]?.gate.code;
    expect(await call(`/gates/${elsewhere}/feed`, { as: 'officer' })).toMatchObject({ status: 403 });
  });
});

describe('the officer’s feed', () => {
  it('shows the code that the visitor’s screen shows', async () => {
    const reply = await checkIn('two-doses');
    const feed = await call<FeedReply>(`/gates/${gate}/feed`, { as: 'officer', server: far });
    expect(feed.body.entries[0]).toMatchObject({ eventId: reply.eventId, code: reply.code, outcome: 'admitted' });
  });

  it('ends a visit by a scanned certificate, and says when nobody with it is inside', async () => {
    await checkIn('two-doses');
    const leave = () =>
      call('/check-outs', {
        method: 'POST',
        as: 'officer',
        body: { eventId: randomUUID(), gate, credentials: [certificate('two-doses')] },
      });
    expect(await leave()).toMatchObject({
      status: 200,
      body: { visits: [{ endedBy: 'officer', occupancy: { inside: 0 } }] },
    });
    expect(await leave()).toMatchObject({ status: 404, body: { code: 'visit-unknown' } });
  });
});

describe('the manager', () => {
  it('sets the limit, which holds at once and puts nobody out', async () => {
    await checkIn('two-doses');
    const setLimit = (limit: number) =>
      call(`/venues/${venueId}/limit`, { method: 'PUT', as: 'manager', body: { limit, reason: 'Uji batas' } });
    expect(await setLimit(0)).toMatchObject({ status: 200, body: { occupancy: { inside: 1, limit: 0, seq: 2 } } });
    const { eventId } = await checkIn('one-dose');
    expect(await decide(eventId, 'approve')).toMatchObject({ body: { outcome: 'full' } });
    expect(await setLimit(1_000_000)).toMatchObject({ status: 422, body: { code: 'limit-above-capacity' } });
    expect(await setLimit(600)).toMatchObject({ status: 200 });
  });
});

describe('a visit that nobody ends', () => {
  it('is ended at its time, marked as estimated, by whichever process starts first', async () => {
    const reply = await checkIn('two-doses');
    await withClient(database.url, (client) => client.query("update visits set ends_by = now() - interval '1 hour'"));
    const third = await startServerProcess({ databaseUrl: database.url });
    await expect
      .poll(async () => (await call<OccupancyReply>(`/venues/${venueId}/occupancy`)).body.occupancy.inside, {
        timeout: 10_000,
      })
      .toBe(0);
    await third.stop();
    const visit = reply.persons[0]?.visit;
    const again = await call('/check-outs', {
      method: 'POST',
      body: { eventId: randomUUID(), visits: [visit] },
    });
    expect(again.body).toMatchObject({ visits: [{ endedBy: 'longest-stay', estimated: true }] });
  });
});

describe('the streams', () => {
  it('carry a check-in of one process to the watchers of the other, without waiting for the five-second repetition', async () => {
    const streams = await Promise.all([
      fetch(`${far.url}/api/v1/venues/${venueId}/occupancy/stream`),
      fetch(`${far.url}/api/v1/gates/${gate}/feed/stream`, { headers: { cookie: cookies['officer'] ?? '' } }),
    ]);
    const startedAt = Date.now();
    const reply = await checkIn('two-doses');
    await Promise.all([readUntil(streams[0], '"inside":1'), readUntil(streams[1], `"code":"${reply.code}"`)]);
    expect(Date.now() - startedAt).toBeLessThan(4_000);
  });
});

async function readUntil(reply: Response | undefined, text: string): Promise<void> {
  const reader = reply?.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let heard = ''; !heard.includes(text);) {
    heard += (await reader?.read())?.value ?? '';
  }
  await reader?.cancel();
}
