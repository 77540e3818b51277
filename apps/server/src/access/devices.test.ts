import type { DevicesReply, PairingReply, SessionReply } from '@gapura/contract';
import { createTestDatabase, createTestVenue, withClient, type TestDatabase, type TestVenue } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may } from './permissions.ts';
import { hourMs, minuteMs, openTestAccess, type TestAccess, type TestBrowser } from './test-access.ts';

let database: TestDatabase;
let test: TestAccess;
let venue: TestVenue;
let manager: TestBrowser;
let foreigner: TestBrowser;
let officer: TestBrowser;
let gate: string;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestAccess(database.url);
  venue = await createTestVenue(database.url, { limit: 10, gateCount: 2 });
  const other = await createTestVenue(database.url, { limit: 10 });
  gate = venue.gates[0] ?? '';
  const { rows } = await test.pool.query<{ id: string }>('select id from gates where code = $1', [gate]);
  const gateIds = rows.map(({ id }) => id);
  const { organisationId } = venue;
  manager = await test.signedIn({ signInName: 'manager', role: 'manager', organisationId });
  officer = await test.signedIn({ signInName: 'officer', role: 'officer', organisationId, gateIds });
  foreigner = await test.signedIn({ signInName: 'foreigner', role: 'manager', organisationId: other.organisationId });
});

afterAll(async () => {
  await test.close();
  await database.drop();
});

async function startPairing(): Promise<PairingReply> {
  const { status, body } = await manager.send<PairingReply>('POST', `/gates/${gate}/pairings`);
  expect(status).toBe(201);
  return body;
}

const pair = (browser: TestBrowser, pairingCode: string) =>
  browser.send('POST', '/devices', { pairingCode, name: 'Tablet' });

async function paired(): Promise<TestBrowser> {
  const browser = test.browser();
  expect(await pair(browser, (await startPairing()).code)).toMatchObject({ status: 201 });
  return browser;
}

describe('pairing a device', () => {
  it('makes one of ten that use the code at once the gate’s device', async () => {
    const { code, url } = await startPairing();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(url).toBe(`http://localhost:8080/pair/${code}`);
    const browsers = Array.from({ length: 10 }, () => test.browser());
    const answers = await Promise.all(browsers.map((browser) => pair(browser, code)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(9);
    const device = browsers.find(({ cookie }) => cookie !== null) ?? test.browser();
    const { body } = await device.send<SessionReply>('GET', '/sessions/current');
    expect(body).toMatchObject({
      account: null,
      device: { name: 'Tablet' },
      role: 'officer',
      organisation: { id: venue.organisationId },
    });
    expect(body.gates.map((bound) => [bound.gate.code, bound.venue.id])).toEqual([[gate, venue.id]]);
  });

  it('takes the code as people type it', async () => {
    const { code } = await startPairing();
    const typed = ` ${code.slice(0, 5)}-${code.slice(5)} `.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await pair(test.browser(), typed)).toMatchObject({ status: 201 });
  });

  it('refuses a code after ten minutes, and one that a newer code replaced', async () => {
    const old = await startPairing();
    const fresh = await startPairing();
    expect(await pair(test.browser(), old.code)).toMatchObject({ status: 410, body: { code: 'pairing-invalid' } });
    test.passTime(10 * minuteMs);
    expect(await pair(test.browser(), fresh.code)).toMatchObject({ status: 410, body: { code: 'pairing-invalid' } });
  });

  it('is for managers of the gate, at a gate that is open', async () => {
    const path = `/gates/${gate}/pairings`;
    expect(await foreigner.send('POST', path)).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
    expect(await officer.send('POST', path)).toMatchObject({ status: 403 });
    expect(await test.browser().send('POST', path)).toMatchObject({ status: 401 });
    expect(await manager.send('POST', '/gates/0000000000/pairings')).toMatchObject({
      status: 404,
      body: { code: 'gate-unknown' },
    });
    const closed = venue.gates[1] ?? '';
    await withClient(database.url, (client) =>
      client.query('update gates set closed_at = now() where code = $1', [closed]),
    );
    expect(await manager.send('POST', `/gates/${closed}/pairings`)).toMatchObject({
      status: 409,
      body: { code: 'gate-closed' },
    });
  });

  it('gives the permissions of an officer at that gate, and no more', async () => {
    const device = await paired();
    const session = await test.access.findSession({ headers: { cookie: device.cookie } } as never);
    const [gateId] = session?.gateIds ?? [];
    expect(session).toMatchObject({ role: 'officer', accountId: null, organisationId: venue.organisationId });
    expect(session !== null && gateId !== undefined && may(session, 'review.decide', { gateId })).toBe(true);
    expect(await device.send('GET', '/staff')).toMatchObject({ status: 403 });
    expect(await device.send('GET', '/passkeys')).toMatchObject({ status: 403 });
    expect(await device.send('POST', `/gates/${gate}/pairings`)).toMatchObject({ status: 403 });
  });
});

describe('paired devices', () => {
  it('are listed and removed by managers of the gate; removal ends the session', async () => {
    const device = await paired();
    const { body } = await manager.send<DevicesReply>('GET', `/devices?gate=${gate}`);
    const { id } = body.devices.at(-1) ?? { id: '' };
    expect(body.devices.at(-1)).toMatchObject({ name: 'Tablet', gate: { code: gate } });
    expect(await foreigner.send('GET', `/devices?gate=${gate}`)).toMatchObject({ status: 403 });
    expect(await foreigner.send('DELETE', `/devices/${id}`)).toMatchObject({ status: 403 });
    expect(await officer.send('DELETE', `/devices/${id}`)).toMatchObject({ status: 403 });
    expect(await manager.send('DELETE', `/devices/${id}`)).toMatchObject({ status: 204 });
    expect(await device.send('GET', '/sessions/current')).toMatchObject({ status: 401 });
    expect(await manager.send('DELETE', `/devices/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'device-unknown' },
    });
  });

  it('are at most twenty at a gate, and go after half a year', async () => {
    const { body } = await manager.send<DevicesReply>('GET', `/devices?gate=${gate}`);
    for (let n = body.devices.length; n < 20; n += 1) {
      await paired();
    }
    expect(await manager.send('POST', `/gates/${gate}/pairings`)).toMatchObject({ status: 400 });
    test.passTime(180 * 24 * hourMs);
    await test.access.deleteExpired();
    const { rows } = await test.pool.query<{ left: number }>(
      'select (select count(*) from devices) + (select count(*) from pairings) as left',
    );
    expect(rows[0]?.left).toBe(0);
  });
});
