import { randomUUID } from 'node:crypto';
import type { CheckInReply, DemoReply, FeedEntry, FeedReply } from '@gapura/contract';
import { createTestDatabase, startServerProcess, withClient, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let demo: DemoReply;
let cookie = '';
let gates: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServerProcess({ databaseUrl: database.url });
  demo = (await (await fetch(`${server.url}/api/v1/demo`)).json()) as DemoReply;
  gates =
    demo.venues.find(({ venue }) => venue.name === 'Kantor Wali Kota Denpasar')?.gates.map(({ gate }) => gate.code) ??
    [];
  const { signInName, password } = demo.staff.find(({ role }) => role === 'manager') ?? {};
  const session = await fetch(`${server.url}/api/v1/sessions`, posted({ signInName, password }));
  cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

const posted = (body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', cookie },
  body: JSON.stringify(body),
});

const requestOf = (certificate: string) => ({
  eventId: randomUUID(),
  gate: gates[0],
  kind: 'visitor',
  persons: [{ credentials: [demo.certificates.find(({ id }) => id === certificate)?.text ?? ''] }],
});

async function checkIn(certificate: string): Promise<CheckInReply> {
  const reply = await fetch(`${server.url}/api/v1/check-ins`, posted(requestOf(certificate)));
  return (await reply.json()) as CheckInReply;
}

async function waitForReview(certificate: string): Promise<string> {
  const reply = await checkIn(certificate);
  expect(reply.outcome).toBe('review');
  return reply.eventId;
}

async function decide(gate: string | undefined, eventId: string, decision: string) {
  const reply = await fetch(
    `${server.url}/api/v1/gates/${gate}/reviews/${eventId}`,
    posted({ decision, reason: 'KTP diperiksa' }),
  );
  return { status: reply.status, body: (await reply.json()) as FeedEntry };
}

describe('a check-in that waits for the officer', () => {
  it('stays in the feed, however many come after it, and is decided at its own gate only', async () => {
    const eventId = await waitForReview('one-dose');
    // Whoever is inside already is refused, and has nothing to dispute.
    await checkIn('two-doses');
    await Promise.all(Array.from({ length: 60 }, () => checkIn('two-doses')));
    const feed = await fetch(`${server.url}/api/v1/gates/${gates[0]}/feed`, { headers: { cookie } });
    const { entries } = (await feed.json()) as FeedReply;
    expect(entries).toHaveLength(51);
    expect(entries.at(-1)).toMatchObject({ eventId, outcome: 'review' });
    expect(await decide(gates[1], eventId, 'approve')).toMatchObject({
      status: 404,
      body: { code: 'check-in-unknown' },
    });
    expect(await decide(gates[0], eventId, 'refuse')).toMatchObject({ status: 200 });
  });

  it('gives the officer who asks again the same answer, and a second opinion none', async () => {
    const eventId = await waitForReview('recovered');
    const first = await decide(gates[0], eventId, 'approve');
    expect(first).toMatchObject({ status: 200, body: { outcome: 'admitted' } });
    expect(await decide(gates[0], eventId, 'approve')).toEqual(first);
    expect(await decide(gates[0], eventId, 'refuse')).toMatchObject({ status: 409, body: { code: 'review-decided' } });
  });

  it('is over once its persons are forgotten, as by a process whose clock is ahead', async () => {
    const eventId = await waitForReview('one-dose');
    await withClient(database.url, (client) =>
      client.query('update check_ins set persons = null where event_id = $1', [eventId]),
    );
    expect(await decide(gates[0], eventId, 'approve')).toMatchObject({ status: 409, body: { code: 'review-expired' } });
  });

  it('is over at the venue’s midnight, after which nobody would be recognised', async () => {
    const late = await startServerProcess({
      databaseUrl: database.url,
      entry: 'packages/testkit/src/faults/servers/wrong-clock.ts',
      env: { CLOCK_OFFSET_MS: String(untilFiveToMidnightMs()) },
    });
    const reply = await fetch(`${late.url}/api/v1/check-ins`, posted(requestOf('one-dose')));
    const { eventId } = (await reply.json()) as CheckInReply;
    await late.stop();
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ expires: Date }>('select review_expires_at as expires from check_ins where event_id = $1', [
        eventId,
      ]),
    );
    // Midnight in Denpasar.
    expect(rows[0]?.expires.toISOString()).toMatch(/T16:00:00.000Z$/);
  });
});

/** From now until the next 23:55 in Denpasar. */
function untilFiveToMidnightMs(): number {
  const now = new Date();
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 15, 55);
  return (today > now.getTime() ? today : today + 86_400_000) - now.getTime();
}
