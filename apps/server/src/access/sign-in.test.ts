import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSessionCookie } from './session-cookie.ts';
import { goodPassword, hourMs, minuteMs, openTestAccess, type TestAccess } from './test-access.ts';

let database: TestDatabase;
let test: TestAccess;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestAccess(database.url);
});

afterAll(async () => {
  await test.close();
  await database.drop();
});

const signIn = (signInName: string, password: string) =>
  test.browser().send('POST', '/sessions', { signInName, password });

describe('sign-in with a password', () => {
  it('opens a session, tells who it is, and ends it', async () => {
    const browser = await test.signedIn({ signInName: 'putu', role: 'admin', displayName: 'Putu' });
    const current = await browser.send('GET', '/sessions/current');
    expect(current).toMatchObject({
      status: 200,
      body: { role: 'admin', account: { signInName: 'putu' }, device: null },
    });
    const stolen = browser.cookie;
    expect(await browser.send('DELETE', '/sessions/current')).toMatchObject({ status: 204 });
    browser.cookie = stolen;
    expect(await browser.send('GET', '/sessions/current')).toMatchObject({
      status: 401,
      body: { code: 'sign-in-required' },
    });
  });

  it('sends the token in a cookie that scripts and other sites cannot use, and keeps only its hash', async () => {
    await test.signedIn({ signInName: 'kadek', role: 'admin' });
    const { setCookie } = await signIn('kadek', goodPassword);
    expect(setCookie).toMatch(/^gapura_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = /=([\w-]{43})/.exec(setCookie ?? '')?.[1] ?? '';
    const { rows } = await test.pool.query<{ row: string }>('select s::text as row from sessions s');
    expect(rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString('hex')))).toBe(false);
  });

  it('binds the cookie to its host where the origin is https', () => {
    const sent: string[] = [];
    const reply = { header: (_name: string, value: string) => sent.push(value) };
    const cookie = createSessionCookie('https://gapura.example', () => new Date(0));
    cookie.write(reply as never, 'x', new Date(1_000));
    expect(sent).toEqual(['__Host-gapura_session=x; Max-Age=1; Path=/; HttpOnly; SameSite=Strict; Secure']);
  });

  it('gives a new session each time and ends the one the browser came with', async () => {
    const browser = await test.signedIn({ signInName: 'ketut', role: 'admin' });
    const before = browser.cookie;
    await browser.send('POST', '/sessions', { signInName: 'ketut', password: goodPassword });
    const after = browser.cookie;
    expect(after).not.toBe(before);
    browser.cookie = before;
    expect(await browser.send('GET', '/sessions/current')).toMatchObject({ status: 401 });
    const planted = test.browser();
    planted.cookie = `gapura_session=${'A'.repeat(43)}`;
    await planted.send('POST', '/sessions', { signInName: 'ketut', password: goodPassword });
    expect(planted.cookie).not.toContain('AAAA');
  });

  it('answers a wrong password and an unknown name alike', async () => {
    await test.signedIn({ signInName: 'nyoman', role: 'admin' });
    const wrong = await signIn('nyoman', 'not the password');
    const unknown = await signIn('nobody', 'not the password');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'sign-in-failed' }, setCookie: undefined });
    expect(unknown).toEqual(wrong);
  });

  it('ends a session after twelve hours', async () => {
    const browser = await test.signedIn({ signInName: 'gede', role: 'admin' });
    test.passTime(12 * hourMs - 1);
    expect(await browser.send('GET', '/sessions/current')).toMatchObject({ status: 200 });
    test.passTime(1);
    expect(await browser.send('GET', '/sessions/current')).toMatchObject({ status: 401 });
  });

  it('notes when a session was last seen, once a minute', async () => {
    const browser = await test.signedIn({ signInName: 'iluh', role: 'admin' });
    const seen = async (): Promise<number> => {
      await browser.send('GET', '/sessions/current');
      const { rows } = await test.pool.query<{ seen: Date }>(
        `select max(s.last_seen_at) as seen from sessions s join accounts a on a.id = s.account_id where a.sign_in_name = 'iluh'`,
      );
      return rows[0]?.seen.getTime() ?? 0;
    };
    const first = await seen();
    test.passTime(minuteMs - 1);
    expect(await seen()).toBe(first);
    test.passTime(1);
    expect(await seen()).toBe(first + minuteMs);
  });

  it('refuses what does not belong in a sign-in', async () => {
    for (const body of [
      { signInName: 'putu' },
      { signInName: 'putu', password: goodPassword, role: 'admin' },
      { signInName: ['putu'], password: goodPassword },
      { signInName: "putu' or 1=1 --", password: goodPassword },
      { signInName: 'putu', password: 12 },
    ]) {
      expect(await test.browser().send('POST', '/sessions', body)).toMatchObject({
        status: 400,
        body: { code: 'body-invalid' },
      });
    }
  });

  it('keeps at most twenty sessions of one person', async () => {
    const oldest = await test.signedIn({ signInName: 'agung', role: 'admin' });
    for (let n = 0; n < 20; n += 1) {
      test.passTime(1);
      await signIn('agung', goodPassword);
    }
    expect(await oldest.send('GET', '/sessions/current')).toMatchObject({ status: 401 });
  });
});
