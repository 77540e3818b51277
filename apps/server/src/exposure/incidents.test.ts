import { randomUUID } from 'node:crypto';
import type { CheckInReply, DemoReply, Incident, IncidentsReply } from '@gapura/contract';
import { createTestDatabase, startServerProcess, withClient, type ServerProcess } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPool } from '../database/pool.ts';
import { deleteOldExposures, openIncident } from './store.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: ServerProcess;
let demo: DemoReply;
let cookies: Record<string, string>;
let gate: string;
let hotelGate: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServerProcess({ databaseUrl: database.url });
  demo = (await (await fetch(`${server.url}/api/v1/demo`)).json()) as DemoReply;
  gate = gateOf('Kantor Wali Kota Denpasar');
  hotelGate = gateOf('Hotel Uji Sanur');
  const signedIn = demo.staff.map(async ({ role, signInName, password }) => {
    const reply = await call('POST', '/sessions', { body: { signInName, password } });
    return [role, reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''];
  });
  cookies = Object.fromEntries(await Promise.all(signedIn));
}, 60_000);

afterAll(async () => {
  await server.stop();
  await database.drop();
});

beforeEach(() => withClient(database.url, (client) => client.query('truncate incidents, check_ins')));

function gateOf(name: string): string {
  const code = demo.venues.find(({ venue }) => venue.name === name)?.gates[0]?.gate.code;
  if (code === undefined) throw new Error(`The demo has no ${name}.`);
  return code;
}

function call(method: string, path: string, { as, body }: { as?: string; body?: object } = {}): Promise<Response> {
  return fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(as === undefined ? {} : { cookie: cookies[as] ?? '' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Somebody comes to a gate; the same event id again is the phone's retry. */
async function comeTo(at: string, certificate: string, eventId: string = randomUUID()): Promise<CheckInReply> {
  const text = demo.certificates.find(({ id }) => id === certificate)?.text ?? '';
  const body = { eventId, gate: at, kind: 'visitor', persons: [{ credentials: [text] }] };
  return (await (await call('POST', '/check-ins', { body })).json()) as CheckInReply;
}

const list = async (as: string) => (await (await call('GET', '/incidents', { as })).json()) as IncidentsReply;

async function close(id: string | undefined, note: string, as = 'officer') {
  const reply = await call('POST', `/incidents/${id}/close`, { as, body: { note } });
  return { status: reply.status, body: (await reply.json()) as Incident & { code?: string } };
}

async function enterCase(certificate: string): Promise<void> {
  const credentials = [demo.certificates.find(({ id }) => id === certificate)?.text];
  const body = { kind: 'case', on: new Date().toISOString().slice(0, 10), credentials };
  expect((await call('POST', '/exposures', { as: 'admin', body })).status).toBe(201);
}

describe('an incident', () => {
  it('opens where somebody is black, once, and says nothing of who', async () => {
    const eventId = randomUUID();
    await Promise.all([comeTo(gate, 'positive', eventId), comeTo(gate, 'positive', eventId)]);
    await comeTo(gate, 'tested');
    const { incidents, open } = await list('officer');
    expect(open).toBe(1);
    expect(incidents).toMatchObject([{ eventId, gate: { code: gate }, closedAt: null, closedBy: null, note: null }]);
    const { rows } = await withClient(database.url, (client) => client.query('select * from incidents'));
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(
      'at closed_at closed_by event_id events gate_id id last_at note person venue_id'.split(' '),
    );
  });

  it('takes the same person’s further attempts in, whatever the order, until it is closed', async () => {
    const replies = await Promise.all(Array.from({ length: 5 }, () => comeTo(gate, 'positive')));
    const last = replies.at(-1)?.eventId;
    await comeTo(gate, 'positive', last);
    const { incidents, open } = await list('officer');
    expect(open).toBe(1);
    expect(incidents).toMatchObject([{ attempts: 5 }]);
    expect(Date.parse(incidents[0]?.lastAt ?? '')).toBeGreaterThanOrEqual(Date.parse(incidents[0]?.at ?? ''));
    await comeTo(hotelGate, 'positive');
    expect(await list('admin')).toMatchObject({ open: 2, incidents: [{ attempts: 1 }, { attempts: 5 }] });
    await close(incidents[0]?.id, 'Dijemput petugas kesehatan');
    await comeTo(gate, 'positive', last);
    expect((await list('officer')).open).toBe(0);
    await comeTo(gate, 'positive');
    expect((await list('officer')).incidents.map(({ attempts }) => attempts)).toEqual([1, 5]);
  });

  it('is one, and is answered, however many send the same at once', async () => {
    const eventId = randomUUID();
    const replies = await Promise.all(Array.from({ length: 8 }, () => comeTo(gate, 'positive', eventId)));
    expect(replies.map((reply) => reply.persons[0]?.colour)).toEqual(Array.from({ length: 8 }, () => 'black'));
    expect((await list('officer')).incidents).toMatchObject([{ attempts: 1 }]);
  });

  it.each(['opens it', 'adds to it'])('counts a check-in once that %s many times at once', async (does) => {
    const pool = openPool(database.url, { max: 8, onError: () => undefined });
    const { rows } = await pool.query('select id, venue_id from gates where code = $1', [gate]);
    const place = { gateId: String(rows[0].id), venueId: String(rows[0].venue_id), at: new Date() };
    const open = (person: string, eventId: string) =>
      openIncident(pool, { id: randomUUID(), person, eventId, ...place });
    for (let round = 0; round < 20; round += 1) {
      const [person, eventId] = [String(round), randomUUID()];
      if (does === 'adds to it') await open(person, randomUUID());
      const opened = await Promise.all(Array.from({ length: 8 }, () => open(person, eventId)));
      expect(opened.filter(Boolean)).toHaveLength(1);
    }
    await pool.end();
    const { incidents } = await list('officer');
    expect(incidents.map(({ attempts }) => attempts)).toEqual(
      Array.from({ length: 20 }, () => (does === 'opens it' ? 1 : 2)),
    );
  });

  it('is answered where an older version opens it at the same moment', async () => {
    const eventId = randomUUID();
    const answer = await withClient(database.url, async (client) => {
      await client.query('begin');
      await client.query(
        `insert into incidents (id, venue_id, gate_id, event_id, at)
         select $1, venue_id, id, $2, now() from gates where code = $3 on conflict do nothing`,
        [randomUUID(), eventId, gate],
      );
      const coming = comeTo(gate, 'positive', eventId);
      await vi.waitFor(async () => {
        const waiting = await client.query(`select from pg_locks where locktype = 'transactionid' and not granted`);
        expect(waiting.rowCount).toBe(1);
      });
      await client.query('commit');
      return coming;
    });
    expect(answer.persons[0]?.colour).toBe('black');
    expect((await list('officer')).incidents).toMatchObject([{ eventId, attempts: 1 }]);
  });

  it('is another one at another venue, though the event id is the same', async () => {
    const eventId = randomUUID();
    const rename = (from: string, to: string) =>
      withClient(database.url, (client) =>
        client.query('update check_ins set event_id = $2 where event_id = $1', [from, to]),
      );
    await comeTo(gate, 'positive', eventId);
    // As if another process had looked for the event id before this one had committed.
    await rename(eventId, randomUUID());
    for (let times = 0; times < 2; times += 1) {
      expect((await comeTo(hotelGate, 'positive', eventId)).persons[0]?.colour).toBe('black');
    }
    const { incidents } = await list('admin');
    expect(incidents).toMatchObject([
      { eventId, attempts: 1 },
      { eventId, attempts: 1 },
    ]);
    expect(incidents.map((incident) => incident.gate.code).toSorted()).toEqual([gate, hotelGate].toSorted());
  });

  it('names nobody after the next sweep, where an older version closed it', async () => {
    await comeTo(gate, 'positive');
    await comeTo(hotelGate, 'positive');
    const { rows } = await withClient(database.url, async (client) => {
      await client.query(
        `update incidents set closed_at = now() where gate_id = (select id from gates where code = $1)`,
        [gate],
      );
      await deleteOldExposures(client, new Date(0));
      return client.query('select closed_at is null as open, person is null as nobody from incidents order by open');
    });
    expect(rows).toEqual([
      { open: false, nobody: true },
      { open: true, nobody: false },
    ]);
  });

  it('is of one person, whom nothing that is kept of visits names; closed, it names nobody', async () => {
    await comeTo(gate, 'two-doses');
    await comeTo(gate, 'positive');
    await enterCase('two-doses');
    await comeTo(gate, 'two-doses');
    const { incidents } = await list('officer');
    expect(incidents).toMatchObject([{ attempts: 1 }, { attempts: 1 }]);
    const { rows } = await withClient(database.url, (client) =>
      client.query('select from incidents join visits on encode(pseudonym, $1) = person', ['hex']),
    );
    expect(rows).toEqual([]);
    await close(incidents[0]?.id, 'Sudah pulang');
    const { rows: closed } = await withClient(database.url, (client) =>
      client.query('select person from incidents where closed_at is not null'),
    );
    expect(closed).toEqual([{ person: null }]);
  });

  it('is seen by its gate’s officer and its organisation’s manager, and by no other', async () => {
    await comeTo(hotelGate, 'positive');
    expect(await list('officer')).toEqual({ incidents: [], open: 0 });
    expect(await list('manager')).toEqual({ incidents: [], open: 0 });
    const { incidents } = await list('admin');
    expect(incidents).toHaveLength(1);
    expect(await close(incidents[0]?.id, 'Sudah dijemput')).toMatchObject({ status: 403 });
    expect((await call('GET', '/incidents')).status).toBe(401);
    expect((await call('GET', '/incidents', { as: 'issuer' })).status).toBe(403);
  });

  it('is closed once, with a note and the name of who took care', async () => {
    await comeTo(gate, 'positive');
    const { incidents } = await list('officer');
    const closed = await close(incidents[0]?.id, 'Dijemput petugas kesehatan');
    expect(closed).toMatchObject({
      status: 200,
      body: { note: 'Dijemput petugas kesehatan', closedBy: 'Petugas Uji', closedAt: expect.any(String) },
    });
    expect(await close(incidents[0]?.id, 'Lagi', 'manager')).toMatchObject({
      status: 409,
      body: { code: 'incident-closed' },
    });
    expect(await list('manager')).toMatchObject({ open: 0, incidents: [closed.body] });
    expect(await close(randomUUID(), 'Siapa?')).toMatchObject({ status: 404, body: { code: 'incident-unknown' } });
  });

  it('keeps nobody’s number in its note', async () => {
    await comeTo(gate, 'positive');
    const { incidents } = await list('officer');
    const refused = { status: 422, body: { code: 'reason-names-person' } };
    expect(await close(incidents[0]?.id, 'Nyoman, 0812-3456-7890')).toMatchObject(refused);
    for (const blank of ['x', '   ', ' \n x']) {
      expect(await close(incidents[0]?.id, blank)).toMatchObject({ status: 400, body: { code: 'body-invalid' } });
    }
    expect((await list('officer')).open).toBe(1);
  });

  it('puts the open ones first, then the newest', async () => {
    const first = await comeTo(gate, 'positive');
    await enterCase('recovered');
    const second = await comeTo(gate, 'recovered');
    const { incidents } = await list('officer');
    await close(incidents.find(({ eventId }) => eventId === second.eventId)?.id, 'Sudah pulang');
    expect((await list('officer')).incidents.map(({ eventId }) => eventId)).toEqual([first.eventId, second.eventId]);
  });
});
