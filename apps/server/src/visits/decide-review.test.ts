import { randomUUID } from 'node:crypto';
import type { CheckInReply, DemoReply, FeedEntry, FeedReply } from '@gapura/contract';
import { createTestDatabase, startServerProcess, type ServerProcess } from '@gapura/testkit';
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

async function checkIn(credentials: readonly string[]): Promise<CheckInReply> {
  const body = { eventId: randomUUID(), gate: gates[0], kind: 'visitor', persons: [{ credentials }] };
  return (await (await fetch(`${server.url}/api/v1/check-ins`, posted(body))).json()) as CheckInReply;
}

async function waitForReview(id: string): Promise<string> {
  const reply = await checkIn([demo.certificates.find((each) => each.id === id)?.text ?? '']);
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
    await Promise.all(Array.from({ length: 60 }, () => checkIn([])));
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
});
