import { randomUUID } from 'node:crypto';
import type { LeaseReply, LeasesReply } from '@gapura/contract';
import { openDemoOffice, withClient, type DemoOffice } from '@gapura/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool, type Pool } from '../database/pool.ts';
import { compareVenue } from '../ledger/index.ts';
import { Leases } from './leases.ts';

const limit = 10;
const deviceLost = 'Perangkat hilang';
let office: DemoOffice;
let pool: Pool;

beforeAll(async () => {
  office = await openDemoOffice();
  pool = openPool(office.database.url, { max: 2, onError: () => undefined });
}, 60_000);

afterAll(async () => {
  await pool.end();
  await office.close();
});

beforeEach(() => office.empty(limit));

const leasesPath = () => `/gates/${office.gate}/leases`;
const grant = (places: number, eventId: string = randomUUID(), minutes = 60) =>
  office.call<LeaseReply>(leasesPath(), { body: { eventId, places, minutes } });
const giveBack = (
  lease: string,
  visitors: number,
  { employees = 0, eventId = randomUUID() }: { employees?: number; eventId?: string } = {},
) => office.call<LeaseReply>(`${leasesPath()}/${lease}/return`, { body: { eventId, visitors, employees } });
const reclaim = (lease: string, as: string) =>
  office.call<LeaseReply>(`${leasesPath()}/${lease}/reclaim`, {
    as,
    body: { eventId: randomUUID(), reason: deviceLost },
  });

async function held(places: number): Promise<string> {
  const { body } = await grant(places);
  expect(body.lease.status).toBe('held');
  return body.lease.id;
}

/** The sweep of a server whose clock is so many minutes ahead. */
function expireAfter(minutes: number): Promise<void> {
  const submit = (venueId: string, command: object) =>
    pool.query('select apply_gate_commands($1, $2::jsonb)', [venueId, JSON.stringify([command])]);
  const door = {
    pool,
    onChange: () => undefined,
    clock: () => new Date(Date.now() + minutes * 60_000),
    queues: { submit },
  };
  return new Leases(door as unknown as ConstructorParameters<typeof Leases>[0]).expireDue();
}

async function statusOf(lease: string): Promise<{ status?: string; leased: number }> {
  const { rows } = await pool.query<{ status: string; leased: number }>(
    'select l.status, c.leased from leases l join venue_counters c using (venue_id) where l.id = $1',
    [lease],
  );
  return rows[0] ?? { leased: Number.NaN };
}

/** Counter, ledger, open visits and held leases agree; gives the ledger. */
async function readLedger() {
  expect(await compareVenue(pool, office.venueId)).toEqual([]);
  const { rows } = await pool.query(
    `select kind, reason, visitors, employees, leased, override from gate_events where venue_id = $1 order by seq`,
    [office.venueId],
  );
  return rows;
}

describe('a lease', () => {
  it('takes places from everybody else, and is refused where there is no room', async () => {
    const { body } = await grant(8);
    expect(body).toMatchObject({
      lease: { status: 'held', places: 8, admitted: null },
      occupancy: { leased: 8, inside: 0 },
    });
    expect((await grant(3)).body).toMatchObject({ lease: { status: 'refused' }, occupancy: { leased: 8 } });
    await held(1);
    expect((await office.checkIn('two-doses')).outcome).toBe('admitted');
    expect((await office.checkIn('two-doses-companion')).outcome).toBe('full');
    const { leases } = (await office.call<LeasesReply>(leasesPath())).body;
    expect(leases.map(({ places }) => places)).toEqual([1, 8]);
    expect((await readLedger()).map(({ kind, leased }) => [kind, leased])).toEqual([
      ['lease', 8],
      ['lease', 9],
      ['check-in', 9],
    ]);
  });

  it('gives the same event id the same answer', async () => {
    const eventId = randomUUID();
    const first = await grant(4, eventId);
    expect(await grant(4, eventId)).toEqual(first);
    expect(await grant(5, eventId)).toMatchObject({ status: 409, body: { code: 'event-conflict' } });
    expect(await readLedger()).toHaveLength(1);
  });

  it('comes back with whom the gate admitted, once', async () => {
    const lease = await held(6);
    const eventId = randomUUID();
    const back = await giveBack(lease, 3, { employees: 1, eventId });
    expect(back.body).toMatchObject({
      lease: { status: 'returned', admitted: { visitors: 3, employees: 1 } },
      occupancy: { visitors: 3, employees: 1, inside: 4, leased: 0 },
    });
    expect(await giveBack(lease, 3, { employees: 1, eventId })).toEqual(back);
    expect(await giveBack(lease, 4, { employees: 1, eventId })).toMatchObject({
      status: 409,
      body: { code: 'event-conflict' },
    });
    expect(await giveBack(lease, 3)).toMatchObject({ status: 409, body: { code: 'lease-closed' } });
    expect(await readLedger()).toMatchObject([{ leased: 6 }, { leased: 0, visitors: 3, employees: 1, override: null }]);
  });

  it('comes back under an event id of its own', async () => {
    const [one, other] = [await held(3), await held(2)];
    const conflict = { status: 409, body: { code: 'event-conflict' } };
    expect(await giveBack(one, 1, { eventId: other })).toMatchObject(conflict);
    const eventId = randomUUID();
    expect((await giveBack(one, 1, { eventId })).status).toBe(200);
    expect(await giveBack(other, 1, { eventId })).toMatchObject(conflict);
    expect(await grant(1, eventId)).toMatchObject(conflict);
    expect((await giveBack(one, 1, { eventId })).status).toBe(200);
    expect(await readLedger()).toHaveLength(3);
  });

  it('that was overrun counts what is true, says so, and lets nobody in until there is room', async () => {
    const lease = await held(limit);
    expect((await giveBack(lease, limit + 2)).body.occupancy).toMatchObject({ inside: limit + 2, leased: 0 });
    expect((await office.checkIn('two-doses')).outcome).toBe('full');
    expect((await readLedger()).at(-1)).toMatchObject({ reason: 'returned, overrun', override: true });
  });

  it('expires some time after its end, and what its gate reports later still counts', async () => {
    const lease = await held(limit);
    await expireAfter(61);
    // One minute after the end a gate whose clock is behind may still admit people.
    expect((await statusOf(lease)).leased).toBe(limit);
    await expireAfter(63);
    expect(await statusOf(lease)).toEqual({ status: 'expired', leased: 0 });
    expect((await office.checkIn('two-doses')).outcome).toBe('admitted');
    expect((await giveBack(lease, limit)).body).toMatchObject({
      lease: { status: 'expired', admitted: { visitors: limit } },
      occupancy: { inside: limit + 1, leased: 0 },
    });
    expect((await readLedger()).map(({ reason, override }) => [reason, override])).toEqual([
      ['granted', null],
      ['expired', null],
      [null, null],
      ['returned', true],
    ]);
  });

  it('is taken back by two people, and not by one or by a device', async () => {
    const lease = await held(5);
    expect((await reclaim(lease, 'officer')).body.lease).toMatchObject({
      status: 'held',
      reclaimAskedAt: expect.any(String),
    });
    expect((await reclaim(lease, 'officer')).body).toMatchObject({
      lease: { status: 'held' },
      occupancy: { leased: 5 },
    });
    expect((await reclaim(lease, 'manager')).body).toMatchObject({
      lease: { status: 'reclaimed' },
      occupancy: { leased: 0 },
    });
    expect((await reclaim(lease, 'manager')).body.lease.status).toBe('reclaimed');
    expect((await giveBack(lease, 2)).body.occupancy).toMatchObject({ inside: 2, leased: 0 });
    expect((await readLedger()).map(({ leased }) => leased)).toEqual([5, 0, 0]);
  });

  it('is not taken back on a request that is too old', async () => {
    const lease = await held(5);
    await reclaim(lease, 'officer');
    await pool.query(`update leases set reclaim_asked_at = now() - interval '16 minutes' where id = $1`, [lease]);
    expect((await reclaim(lease, 'manager')).body.lease.status).toBe('held');
    expect((await reclaim(lease, 'officer')).body.lease.status).toBe('reclaimed');
  });

  it('belongs to its gate', async () => {
    const lease = await held(2);
    const elsewhere = office.demo.venues.flatMap(({ gates }) => gates).find(({ gate }) => gate.code !== office.gate);
    const path = `/gates/${elsewhere?.gate.code}/leases/${lease}/return`;
    const body = { eventId: randomUUID(), visitors: 1, employees: 0 };
    expect(await office.call(path, { as: 'admin', body })).toMatchObject({
      status: 404,
      body: { code: 'lease-unknown' },
    });
    expect(await office.call(leasesPath(), { as: null })).toMatchObject({ status: 401 });
    expect(await office.call(leasesPath(), { as: 'issuer' })).toMatchObject({ status: 403 });
  });
});

describe('leases in a race', () => {
  it('never pass the limit together with those inside', async () => {
    const leases = await Promise.all(Array.from({ length: 30 }, (_, n) => grant((n % 4) + 1)));
    for (const { body } of leases) {
      expect(body.occupancy.inside + body.occupancy.leased).toBeLessThanOrEqual(limit);
    }
    await withClient(office.database.url, async (client) => {
      const { rows } = await client.query('select leased from venue_counters where venue_id = $1', [office.venueId]);
      expect(rows[0].leased).toBeLessThanOrEqual(limit);
      expect(rows[0].leased).toBeGreaterThan(limit - 4);
    });
    await readLedger();
  });
});
