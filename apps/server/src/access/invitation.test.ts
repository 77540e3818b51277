import type { InvitationReply, StaffReply } from '@gapura/contract';
import { createTestDatabase, createTestVenue, type TestDatabase, type TestVenue } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodPassword, hourMs, openTestAccess, type TestAccess, type TestBrowser } from './test-access.ts';

let database: TestDatabase;
let test: TestAccess;
let venue: TestVenue;
let other: TestVenue;
let admin: TestBrowser;
let manager: TestBrowser;

const pathOf = (url: string): string => `/invitations/${url.slice(url.lastIndexOf('/') + 1)}`;
const firstAdmin = { displayName: 'Wayan', signInName: 'wayan', password: goodPassword };

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestAccess(database.url);
  venue = await createTestVenue(database.url, { limit: 10, gateCount: 2 });
  other = await createTestVenue(database.url, { limit: 10 });
});

afterAll(async () => {
  await test.close();
  await database.drop();
});

async function linkOfFirstAdmin(): Promise<string> {
  const link = await test.access.createFirstAdminInvitation();
  return pathOf(link?.url ?? '');
}

async function invite(by: TestBrowser, staff: object): Promise<string> {
  const { status, body } = await by.send<InvitationReply>('POST', '/staff', { displayName: 'Uji Baru', ...staff });
  expect(status).toBe(201);
  return pathOf(body.url);
}

describe('the first admin', () => {
  it('gets a fresh link at each start, and only the newest works', async () => {
    const old = await linkOfFirstAdmin();
    const fresh = await linkOfFirstAdmin();
    expect(await test.browser().send('GET', old)).toMatchObject({ status: 410, body: { code: 'invitation-invalid' } });
    const { status, body } = await test.browser().send('GET', fresh);
    expect([status, body]).toMatchObject([200, { displayName: null, signInName: null, role: 'admin' }]);
  });

  it('must choose names and a good password, which uses no link up', async () => {
    const link = await linkOfFirstAdmin();
    const send = (body: object) => test.browser().send('POST', link, body);
    expect(await send({ password: goodPassword })).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/displayName' }] },
    });
    for (const password of ['too short', 'wayan.admin.1', 'Password1234', 'aaaaaaaaaaaaaa']) {
      const attempt = { ...firstAdmin, signInName: 'wayan.admin.1', password };
      expect(await send(attempt)).toMatchObject({ status: 422, body: { code: 'password-weak' } });
    }
    expect(await test.browser().send('GET', link)).toMatchObject({ status: 200 });
  });

  it('comes from one of ten who use the link at once', async () => {
    const link = await linkOfFirstAdmin();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        test.browser().send('POST', link, { ...firstAdmin, signInName: `wayan${n}`, displayName: `Wayan ${n}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(9);
    expect(await test.access.createFirstAdminInvitation()).toBeNull();
    admin = await test.signedIn({ signInName: 'wayan', role: 'admin' });
  });
});

describe('inviting staff', () => {
  it('makes a manager, who signs in through the link once', async () => {
    const link = await invite(admin, { signInName: 'dewi', role: 'manager', organisationId: venue.organisationId });
    manager = test.browser();
    const accepted = await manager.send('POST', link, { password: goodPassword, displayName: 'Ni Luh Dewi' });
    expect(accepted).toMatchObject({
      status: 201,
      body: {
        role: 'manager',
        organisation: { id: venue.organisationId },
        account: { signInName: 'dewi', displayName: 'Ni Luh Dewi' },
        gates: [],
      },
    });
    expect(await manager.send('GET', '/sessions/current')).toMatchObject({ status: 200 });
    expect(await test.browser().send('POST', link, { password: goodPassword })).toMatchObject({ status: 410 });
  });

  it('lets a manager bind officers to own gates only', async () => {
    const officer = { displayName: 'Petugas', role: 'officer' };
    const gates = [...venue.gates];
    const link = await invite(manager, { ...officer, signInName: 'ari', gates });
    const browser = test.browser();
    const { body } = await browser.send('POST', link, { password: goodPassword });
    expect(body).toMatchObject({ role: 'officer', organisation: { id: venue.organisationId } });
    expect((body['gates'] as { gate: { code: string } }[]).map(({ gate }) => gate.code).toSorted()).toEqual(
      gates.toSorted(),
    );
    const refusals: [object, number, string][] = [
      [{ ...officer, signInName: 'eka', gates: [...other.gates] }, 403, 'permission-missing'],
      [{ ...officer, signInName: 'eka', gates: [...gates, ...other.gates] }, 403, 'permission-missing'],
      [{ ...officer, signInName: 'eka', gates: ['0000000000'] }, 404, 'gate-unknown'],
      [{ ...officer, signInName: 'eka', gates: [] }, 400, 'body-invalid'],
      [{ ...officer, signInName: 'eka', gates, organisationId: other.organisationId }, 400, 'body-invalid'],
      [{ ...officer, signInName: 'ari', gates }, 409, 'name-taken'],
      [{ ...officer, signInName: 'eka', role: 'manager', gates }, 400, 'body-invalid'],
      [
        { ...officer, signInName: 'eka', role: 'manager', organisationId: other.organisationId },
        403,
        'permission-missing',
      ],
      [{ ...officer, signInName: 'eka', role: 'admin' }, 403, 'permission-missing'],
      [{ ...officer, signInName: 'eka', gates, state: 'active' }, 400, 'body-invalid'],
    ];
    for (const [request, status, code] of refusals) {
      expect(await manager.send('POST', '/staff', request)).toMatchObject({ status, body: { code } });
    }
    expect(await browser.send('POST', '/staff', { ...officer, signInName: 'eka', gates })).toMatchObject({
      status: 403,
    });
  });

  it('refuses another sign-in name than the invited one, and an organisation that is not there', async () => {
    const link = await invite(admin, { signInName: 'rai', role: 'manager', organisationId: venue.organisationId });
    const renamed = { password: goodPassword, signInName: 'raja' };
    expect(await test.browser().send('POST', link, renamed)).toMatchObject({
      status: 400,
      body: { code: 'body-invalid' },
    });
    const nowhere = { displayName: 'Rai', signInName: 'rai2', role: 'manager', organisationId: venue.id };
    expect(await admin.send('POST', '/staff', nowhere)).toMatchObject({
      status: 404,
      body: { code: 'organisation-unknown' },
    });
  });

  it('shows a manager the own organisation only', async () => {
    const { body } = await manager.send<StaffReply>('GET', '/staff');
    expect(body.staff.map(({ signInName, state }) => [signInName, state])).toEqual([
      ['rai', 'invited'],
      ['ari', 'active'],
      ['dewi', 'active'],
    ]);
    const foreign = await manager.send('GET', `/staff?organisationId=${other.organisationId}`);
    expect(foreign).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
    const all = await admin.send<StaffReply>('GET', '/staff');
    expect(all.body.staff.map(({ signInName }) => signInName)).toContain('wayan');
  });

  it('limits the open invitations of an organisation', async () => {
    const staff = { displayName: 'Banyak', role: 'manager', organisationId: other.organisationId };
    for (let n = 0; n < 100; n += 1) {
      await invite(admin, { ...staff, signInName: `banyak${n}` });
    }
    const surplus = await admin.send('POST', '/staff', { ...staff, signInName: 'banyak100' });
    expect(surplus).toMatchObject({ status: 429, body: { code: 'rate-limited', retryAfterSeconds: 72 * 3600 } });
  });
});

describe('disabling staff', () => {
  const idOf = async (signInName: string): Promise<string> => {
    const { body } = await admin.send<StaffReply>('GET', '/staff');
    return body.staff.find((member) => member.signInName === signInName)?.id ?? '';
  };

  it('ends the sessions and the sign-in', async () => {
    const staff = { signInName: 'bayu', role: 'manager', organisationId: venue.organisationId } as const;
    const browser = await test.signedIn(staff);
    expect(await manager.send('DELETE', `/staff/${await idOf('bayu')}`)).toMatchObject({ status: 204 });
    expect(await browser.send('GET', '/sessions/current')).toMatchObject({ status: 401 });
    const again = await test.browser().send('POST', '/sessions', { signInName: 'bayu', password: goodPassword });
    expect(again).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
  });

  it('frees the name of somebody who never came, and kills the link', async () => {
    const staff = { signInName: 'tari', role: 'manager', organisationId: venue.organisationId };
    const link = await invite(admin, staff);
    expect(await admin.send('DELETE', `/staff/${await idOf('tari')}`)).toMatchObject({ status: 204 });
    expect(await test.browser().send('POST', link, { password: goodPassword })).toMatchObject({ status: 410 });
    await invite(admin, staff);
  });

  it('stays inside the organisation, and away from oneself', async () => {
    const foreign = { signInName: 'luar', role: 'manager', organisationId: other.organisationId } as const;
    const outside = await test.signedIn(foreign);
    for (const name of ['luar', 'wayan', 'dewi']) {
      expect(await manager.send('DELETE', `/staff/${await idOf(name)}`)).toMatchObject({ status: 403 });
    }
    expect(await outside.send('DELETE', `/staff/${await idOf('ari')}`)).toMatchObject({ status: 403 });
    expect(await manager.send('DELETE', `/staff/${venue.id}`)).toMatchObject({ status: 404 });
    expect(await manager.send('DELETE', '/staff/1')).toMatchObject({ status: 400 });
  });
});

describe('expiry', () => {
  it('ends invitations after three days and forgets who never came', async () => {
    await test.access.deleteExpired();
    const link = await invite(admin, { signInName: 'lambat', role: 'manager', organisationId: venue.organisationId });
    test.passTime(72 * hourMs);
    expect(await test.browser().send('GET', link)).toMatchObject({ status: 410 });
    await test.access.deleteExpired();
    const { rows } = await test.pool.query<{ left: number }>(
      `select (select count(*) from accounts where activated_at is null) + (select count(*) from invitations)
            + (select count(*) from sessions) as left`,
    );
    expect(rows[0]?.left).toBe(0);
  });
});
