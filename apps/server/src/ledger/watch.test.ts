import { randomUUID } from 'node:crypto';
import type { CheckInReply, CheckOutReply, CorrectionReply, OccupancyReply } from '@gapura/contract';
import {
  createTestIssuer,
  createTestVenue,
  openDemoOffice,
  personNumber,
  withClient,
  type DemoOffice,
  type TestIssuer,
} from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool, type Pool } from '../database/pool.ts';
import type { Fault } from './faults.ts';
import { compareVenue, rebuildVenue } from './rebuild.ts';
import { checkVenues, readOverdue, resumeVenue } from './watch.ts';

let office: DemoOffice;
let issuer: TestIssuer;
let pool: Pool;
let stops: (Fault & { venueId: string })[];

beforeAll(async () => {
  issuer = await createTestIssuer();
  office = await openDemoOffice({ GAPURA_TRUST: issuer.trustFolder });
  pool = openPool(office.database.url, { max: 2, onError: () => undefined });
}, 60_000);

afterAll(async () => {
  await pool.end();
  await office.close();
});

beforeEach(async () => {
  await office.empty(10);
  await pool.query('truncate venue_stops, venue_checks');
  stops = [];
});

const check = (db: Pool = pool): Promise<number> =>
  checkVenues({
    pool: db,
    clock: () => new Date(),
    onStop: (venueId, fault) => void stops.push({ venueId, ...fault }),
  });

const spoil = (statement: string): Promise<unknown> => pool.query(statement, [office.venueId]);

function checkIn(certificate: string, eventId?: string) {
  return checkInHolder(office.demo.certificates.find(({ id }) => id === certificate)?.text ?? '', eventId);
}

function checkInHolder(credential: string, eventId: string = randomUUID()) {
  const body = { eventId, gate: office.gate, kind: 'visitor', persons: [{ credentials: [credential] }] };
  return office.call<CheckInReply & { code: string }>('/check-ins', { as: null, body });
}

function correct(act: object, eventId: string = randomUUID()) {
  const body = { eventId, ...act, reason: 'Rombongan tanpa check-in' };
  return office.call<CorrectionReply>(`/gates/${office.gate}/corrections`, { body });
}

const add = (count: number) => correct({ act: 'add', kind: 'visitor', count });

describe('the check of venues', () => {
  it('finds nothing where everything agrees, and looks at what has changed only', async () => {
    await add(4);
    await checkIn('two-doses');
    expect(await check()).toBe(0);
    const checked = await pool.query('select checked_seq::int from venue_checks where venue_id = $1', [office.venueId]);
    expect(checked.rows).toEqual([{ checked_seq: 2 }]);
    // Lines that were checked are not read again.
    await spoil('update gate_events set visitors = 9 where venue_id = $1 and seq = 1');
    await add(1);
    expect(await check()).toBe(0);
  });

  it('goes on after the doctor has written', async () => {
    await add(4);
    await check();
    await spoil(`insert into gate_events (venue_id, seq, event_id, kind, at, visitors, employees, leased, limit_total, reason)
      select $1, 2, gen_random_uuid(), 'correction', now(), 4, 0, 2, 10, 'gapura doctor: open visits and leases'`);
    await spoil(`insert into leases (venue_id, id, body_mac, gate_id, places, granted_at, ends_at, status, state)
      values ($1, gen_random_uuid(), '', gen_random_uuid(), 2, now(), now() + interval '1 hour', 'held', '{}')`);
    await spoil('update venue_counters set seq = 2, leased = 2 where venue_id = $1');
    expect(await check()).toBe(0);
  });

  it.each([
    ['a counter of its own', 'update venue_counters set visitors = 3, seq = seq + 1 where venue_id = $1', 'I4'],
    [
      'a visit that nobody counted',
      `update visits set ended_at = now(), ended_by = 'officer' where venue_id = $1`,
      'I3',
    ],
    ['people above the limit', 'update gate_events set limit_total = 0 where venue_id = $1', 'I2'],
  ])('stops a venue with %s, and no other', async (_name, statement, invariant) => {
    await checkIn('two-doses');
    await spoil(statement);
    expect(await check()).toBe(1);
    expect(stops).toMatchObject([{ venueId: office.venueId, invariant }]);
    expect(await check()).toBe(0);
  });
});

describe('a venue that cannot be checked', () => {
  it('hides no other, and is said', async () => {
    const held = await createTestVenue(office.database.url, { limit: 10 });
    await checkIn('two-doses');
    await spoil('update venue_counters set visitors = 3, seq = seq + 1 where venue_id = $1');
    await pool.query('update venue_counters set seq = 1 where venue_id = $1', [held.id]);
    // So that the one that cannot be checked comes first.
    await pool.query(`insert into venue_checks values ($1, 0, now())`, [office.venueId]);
    const hasty = openPool(office.database.url, { max: 2, onError: () => undefined, statementWithinMs: 200 });
    await withClient(office.database.url, async (client) => {
      await client.query('begin');
      await client.query('select from venue_counters where venue_id = $1 for update', [held.id]);
      await expect(check(hasty)).rejects.toThrow(`Venue ${held.id} could not be checked`);
    });
    await hasty.end();
    expect(stops).toMatchObject([{ venueId: office.venueId, invariant: 'I4' }]);
    expect(await check()).toBe(1);
    expect(stops).toMatchObject([{ venueId: office.venueId }, { venueId: held.id }]);
  });
});

describe('a venue that is stopped', () => {
  it('admits nobody, answers who was answered, lets people leave, and says so everywhere', async () => {
    const eventId = randomUUID();
    const first = await checkIn('two-doses', eventId);
    await spoil(`insert into venue_stops values ($1, now(), 'I3', 'Something differs.')`);

    expect(await checkIn('two-doses-companion')).toMatchObject({ status: 503, body: { code: 'admissions-stopped' } });
    expect(await add(1)).toMatchObject({ status: 503, body: { code: 'admissions-stopped' } });
    // Many at once take the other way through the database.
    const crowd = await Promise.all(
      Array.from({ length: 30 }, (_, n) => checkInHolder(issuer.vaccinated(personNumber(n), { number: 2, of: 2 }))),
    );
    expect(new Set(crowd.map(({ body }) => body.code))).toEqual(new Set(['admissions-stopped']));
    expect(await checkIn('two-doses', eventId)).toEqual(first);

    const live = await office.call<OccupancyReply>(`/venues/${office.venueId}/occupancy`);
    expect(live.body).toMatchObject({ stoppedSince: expect.any(String), occupancy: { inside: 1 } });
    const feed = await office.call(`/gates/${office.gate}/feed`);
    expect(feed.body).toMatchObject({ stoppedSince: live.body.stoppedSince });
    const metrics = await (await fetch(`${office.server.url}/metrics`)).text();
    expect(metrics).toContain('gapura_invariant_violations{invariant="I3"} 1');
    expect(metrics).toContain('gapura_invariant_violations{invariant="I2"} 0');
    const ready = await fetch(`${office.server.url}/readyz`);
    expect(await ready.json()).toMatchObject({ status: 'ready', stoppedVenues: 1 });

    const [visit] = first.body.persons.flatMap((person) => person.visit ?? []);
    const left = await office.call<CheckOutReply>('/check-outs', { body: { eventId: randomUUID(), visits: [visit] } });
    expect(left.body.visits[0]?.occupancy.inside).toBe(0);

    expect(await resumeVenue(pool, office.venueId)).toBe(true);
    expect(await resumeVenue(pool, office.venueId)).toBe(false);
    expect((await checkIn('two-doses')).body.outcome).toBe('admitted');
  });
});

describe('a count by hand at a venue that is stopped', () => {
  const refused = { status: 503, body: { code: 'admissions-stopped', detail: expect.stringContaining('doctor') } };
  const undo = (eventId: string) =>
    office.call<CorrectionReply>(`/gates/${office.gate}/corrections/${eventId}/undo`, {
      body: { eventId: randomUUID() },
    });

  it('waits until the counter is mended, for it would begin with a wrong number', async () => {
    const eventId = randomUUID();
    const added = await correct({ act: 'add', kind: 'visitor', count: 8 }, eventId);
    await spoil('update venue_counters set visitors = 3 where venue_id = $1');
    await spoil('update venue_counters set seq = seq + 1 where venue_id = $1');
    expect(await check()).toBe(1);

    const recount = { act: 'recount', inside: 5 };
    expect(await correct(recount)).toMatchObject(refused);
    expect(await correct({ act: 'remove', kind: 'visitor', count: 1 })).toMatchObject(refused);
    expect(await undo(eventId)).toMatchObject(refused);
    // Who was answered is answered again.
    expect(await correct({ act: 'add', kind: 'visitor', count: 8 }, eventId)).toEqual(added);

    await rebuildVenue(pool, office.venueId, new Date());
    await resumeVenue(pool, office.venueId);
    expect((await correct(recount)).body).toMatchObject({ correction: { change: -3 }, occupancy: { inside: 5 } });
    expect(await compareVenue(pool, office.venueId)).toEqual([]);
  });
});

describe('rows that are overdue', () => {
  it('are counted once they are a day older than they may be', async () => {
    await checkIn('two-doses');
    await spoil(
      `update visits set ended_by = 'officer', ended_at = now() - interval '14 days 12 hours' where venue_id = $1`,
    );
    expect((await readOverdue(pool, new Date())).get('visits')).toBe(0);
    await spoil(`update visits set ended_at = now() - interval '16 days' where venue_id = $1`);
    expect((await readOverdue(pool, new Date())).get('visits')).toBe(1);
  });
});
