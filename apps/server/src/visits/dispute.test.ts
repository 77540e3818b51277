import { randomUUID } from 'node:crypto';
import type {
  CheckInReply,
  DemoReply,
  FeedEntry,
  FeedReply,
  ProvisionalAdmissionsReply,
  StatisticsReply,
} from '@gapura/contract';
import { createTestDatabase, startServerProcess, withClient, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let demo: DemoReply;
let cookies: Record<string, string>;
let gates: string[];
let venueId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServerProcess({ databaseUrl: database.url });
  demo = (await (await fetch(`${server.url}/api/v1/demo`)).json()) as DemoReply;
  const office = demo.venues.find(({ venue }) => venue.name === 'Kantor Wali Kota Denpasar');
  gates = office?.gates.map(({ gate }) => gate.code) ?? [];
  venueId = office?.venue.id ?? '';
  cookies = Object.fromEntries(
    await Promise.all(demo.staff.map(async ({ role, ...staff }) => [role, await signIn(staff)])),
  );
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

beforeEach(() =>
  withClient(database.url, async (client) => {
    await client.query('truncate visits, check_ins, gate_events');
    await client.query('update venue_counters set seq = 0, visitors = 0, employees = 0, limit_total = 600');
  }),
);

const posted = (body: object, cookie = '') => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', cookie },
  body: JSON.stringify(body),
});

async function signIn({ signInName, password }: { signInName: string; password: string }): Promise<string> {
  const reply = await fetch(`${server.url}/api/v1/sessions`, posted({ signInName, password }));
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** A party by the ids of its test certificates; an empty id is somebody without one. */
async function checkIn(...ids: string[]): Promise<CheckInReply> {
  const textOf = (id: string) => demo.certificates.find((each) => each.id === id)?.text ?? '';
  const persons = ids.map((id) => ({ credentials: id === '' ? [] : [textOf(id)] }));
  const body = { eventId: randomUUID(), gate: gates[0], kind: 'visitor', persons };
  return (await (await fetch(`${server.url}/api/v1/check-ins`, posted(body))).json()) as CheckInReply;
}

const onCard = { decision: 'approve', reason: 'Kartu kertas asli', proof: 'vaccination-card' };

async function decide(eventId: string, body: object = onCard, gate = gates[0], as = 'manager') {
  const reply = await fetch(`${server.url}/api/v1/gates/${gate}/reviews/${eventId}`, posted(body, cookies[as]));
  return { status: reply.status, body: (await reply.json()) as FeedEntry };
}

async function ask<T>(path: string): Promise<T> {
  return (await (
    await fetch(`${server.url}/api/v1${path}`, { headers: { cookie: cookies['manager'] ?? '' } })
  ).json()) as T;
}

const now = (eventId: string) => ask<CheckInReply>(`/gates/${gates[0]}/check-ins/${eventId}`);

const set = (sql: string, ...values: unknown[]) => withClient(database.url, (client) => client.query(sql, values));

describe('a red check-in', () => {
  it('is admitted on a proof, takes a place then, and says so to the visitor and in the feed', async () => {
    const red = await checkIn('tested');
    expect(red).toMatchObject({ outcome: 'refused', disputableUntil: expect.any(String), occupancy: { inside: 0 } });
    const decided = await decide(red.eventId);
    expect(decided).toMatchObject({
      status: 200,
      body: {
        outcome: 'admitted',
        persons: [{ colour: 'red', visit: { open: true } }],
        review: { decided: 'approved', reason: 'Kartu kertas asli', proof: 'vaccination-card' },
      },
    });
    const seen = await now(red.eventId);
    expect(seen).toMatchObject({ outcome: 'admitted', persons: [{ visit: { token: expect.any(String) } }] });
    expect(seen).not.toHaveProperty('disputableUntil');
    expect(seen.occupancy.inside).toBe(1);
    expect(await decide(red.eventId)).toEqual(decided);
    expect((await now(red.eventId)).occupancy).toEqual(seen.occupancy);
  });

  it('is not admitted without a proof, and a yellow one not with one', async () => {
    const { proof: _, ...bare } = onCard;
    const mismatch = { status: 422, body: { code: 'proof-mismatch' } };
    expect(await decide((await checkIn('tested')).eventId, bare)).toMatchObject(mismatch);
    expect(await decide((await checkIn('one-dose')).eventId, onCard)).toMatchObject(mismatch);
    expect(await decide((await checkIn('tested')).eventId, { ...onCard, decision: 'refuse' })).toMatchObject(mismatch);
  });

  it('is shown to the manager with the officer’s name, and counted', async () => {
    const { eventId, code } = await checkIn('tested');
    await decide(eventId, onCard, gates[0], 'officer');
    const path = `/venues/${venueId}/provisional-admissions`;
    const { admissions } = await ask<ProvisionalAdmissionsReply>(path);
    expect(admissions).toMatchObject([{ code, persons: 1, proof: 'vaccination-card', by: 'Petugas Uji' }]);
    const { days } = await ask<StatisticsReply>(`/venues/${venueId}/statistics`);
    expect(days).toMatchObject([{ outcomes: { admitted: 1, refused: 0 }, colours: { red: 1 }, provisional: 1 }]);
    const asOfficer = { headers: { cookie: cookies['officer'] ?? '' } };
    expect((await fetch(`${server.url}/api/v1${path}`, asOfficer)).status).toBe(403);
  });

  it('may be refused for good, and the visitor hears of that', async () => {
    const { eventId } = await checkIn('tested');
    await decide(eventId, { decision: 'refuse', reason: 'Kartu bukan miliknya' });
    const seen = await now(eventId);
    expect(seen).toMatchObject({ outcome: 'refused', occupancy: { inside: 0 } });
    expect(seen).not.toHaveProperty('disputableUntil');
    expect(seen.persons[0]?.reasons[0]?.rule).toBe('door.officer-refused');
    expect(await decide(eventId)).toMatchObject({ status: 409, body: { code: 'review-decided' } });
  });

  it('never gets in over the limit', async () => {
    await checkIn('two-doses');
    await set('update venue_counters set limit_total = 1');
    const { eventId } = await checkIn('tested');
    expect(await decide(eventId)).toMatchObject({ status: 200, body: { outcome: 'full', persons: [{ visit: null }] } });
    expect((await now(eventId)).occupancy.inside).toBe(1);
  });

  it('takes the last place once, whoever decides at the same time', async () => {
    await set('update venue_counters set limit_total = 3');
    const red = await Promise.all(Array.from({ length: 8 }, () => checkIn('')));
    const decided = await Promise.all(red.map(({ eventId }) => decide(eventId)));
    expect(decided.map(({ body }) => body.outcome).toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'admitted'),
      ...Array.from({ length: 5 }, () => 'full'),
    ]);
    const { rows } = await set('select visitors, limit_total from venue_counters where venue_id = $1', venueId);
    expect(rows).toEqual([{ visitors: 3, limit_total: 3 }]);
  });

  it('hears one word of two officers who speak at once', async () => {
    const { eventId } = await checkIn('tested');
    const refusal = { decision: 'refuse', reason: 'Kartu bukan miliknya' };
    const both = await Promise.all([
      decide(eventId, onCard, gates[0], 'officer'),
      decide(eventId, refusal, gates[0], 'manager'),
    ]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const word = both.find(({ status }) => status === 200)?.body;
    expect((await now(eventId)).outcome).toBe(word?.outcome);
  });

  it('cannot be disputed when its time is over', async () => {
    const { eventId } = await checkIn('tested');
    await set(`update check_ins set review_expires_at = now() - interval '1 second'`);
    expect(await decide(eventId)).toMatchObject({ status: 409, body: { code: 'review-expired' } });
  });

  it('is decided by nobody of another gate', async () => {
    const { eventId } = await checkIn('tested');
    expect(await decide(eventId, onCard, gates[1])).toMatchObject({ status: 404, body: { code: 'check-in-unknown' } });
    expect((await decide(eventId, onCard, gates[0], 'issuer')).status).toBe(403);
    expect((await decide(eventId, onCard, gates[0], 'nobody')).status).toBe(401);
  });

  it('stays in the feed while it may be disputed, however many come after it', async () => {
    const { eventId } = await checkIn('tested');
    await checkIn('two-doses');
    await Promise.all(Array.from({ length: 60 }, () => checkIn('two-doses')));
    const { entries } = await ask<FeedReply>(`/gates/${gates[0]}/feed`);
    expect(entries.at(-1)).toMatchObject({ eventId, outcome: 'refused', review: { decided: null, proof: null } });
  });

  it.each(['NIK 5171010203040005', 'Telepon 0812-3456-7890'])('keeps nobody’s number: %s', async (reason) => {
    const { eventId } = await checkIn('tested');
    expect(await decide(eventId, { ...onCard, reason })).toMatchObject({
      status: 422,
      body: { code: 'reason-names-person' },
    });
    expect((await now(eventId)).outcome).toBe('refused');
  });
});

describe('nobody disputes', () => {
  const unknown = { status: 404, body: { code: 'check-in-unknown' } };

  it('black, alone or in a party with red', async () => {
    for (const party of [['positive'], ['positive', 'tested'], ['tested', 'positive']]) {
      const { eventId, ...reply } = await checkIn(...party);
      expect(reply).toMatchObject({ outcome: 'refused' });
      expect(reply).not.toHaveProperty('disputableUntil');
      expect(await decide(eventId)).toMatchObject(unknown);
    }
    const { rows } = await set('select from check_ins where persons is not null');
    expect(rows).toEqual([]);
  });

  it('that somebody is inside already, nor that the venue is full', async () => {
    await checkIn('two-doses');
    const again = await checkIn('two-doses');
    expect(again).toMatchObject({ outcome: 'refused' });
    expect(await decide(again.eventId)).toMatchObject(unknown);
    await set('update venue_counters set limit_total = 1');
    expect(await decide((await checkIn('two-doses-companion')).eventId)).toMatchObject(unknown);
  });

  it('a closed door', async () => {
    await set(`update venues set opens_at = '00:00', closes_at = '00:01'`);
    await server.stop();
    server = await startServerProcess({ databaseUrl: database.url });
    const closed = await checkIn('tested');
    expect(closed.persons[0]?.reasons[0]?.rule).toBe('door.closed');
    expect(await decide(closed.eventId)).toMatchObject(unknown);
  });
});
