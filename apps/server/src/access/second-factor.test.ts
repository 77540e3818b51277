import type { SessionReply, TotpEnrolmentReply } from '@gapura/contract';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodPassword, openTestAccess, type TestAccess, type TestBrowser } from './test-access.ts';

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

const prove = (browser: TestBrowser, code: string) =>
  browser.send<SessionReply & { code: string }>('POST', '/sessions/current/second-factor', { code });
const codeOf = (secret: string, ms = 0): string =>
  new TOTP({ secret }).generate({ timestamp: test.now().getTime() + ms });
const signIn = async (signInName: string): Promise<TestBrowser> => {
  const browser = test.browser();
  await browser.send('POST', '/sessions', { signInName, password: goodPassword });
  return browser;
};

/** Somebody with an authenticator app. */
async function enrolled(signInName: string) {
  const browser = await test.signedIn({ signInName, role: 'admin' });
  const { body } = await browser.send<TotpEnrolmentReply>('POST', '/totp');
  const answer = await prove(browser, codeOf(body.secret));
  return { browser, secret: body.secret, url: body.url, answer };
}

describe('an authenticator app', () => {
  it('raises the session with its first code, and later ones', async () => {
    const { browser, secret, url, answer } = await enrolled('ayu');
    expect(answer).toMatchObject({ status: 200, body: { assurance: 'password-totp' } });
    expect(url).toContain(`otpauth://totp/Gapura:ayu?issuer=Gapura&secret=${secret}`);
    expect(await browser.send('GET', '/totp')).toMatchObject({ body: { enrolled: true } });
    const later = await signIn('ayu');
    expect(await later.send('GET', '/sessions/current')).toMatchObject({ body: { assurance: 'password' } });
    test.passTime(30_000);
    expect(await prove(later, codeOf(secret))).toMatchObject({ status: 200 });
    expect(await later.send('GET', '/sessions/current')).toMatchObject({ body: { assurance: 'password-totp' } });
    expect(test.audited).toContainEqual(expect.objectContaining({ action: 'second-factor.added' }));
  });

  it('gives codes that work once, also when several try at once, and none before them later', async () => {
    const { secret } = await enrolled('budi');
    test.passTime(60_000);
    const browsers = await Promise.all(Array.from({ length: 4 }, () => signIn('budi')));
    const answers = await Promise.all(browsers.map((browser) => prove(browser, codeOf(secret))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await prove(await signIn('budi'), codeOf(secret, -30_000))).toMatchObject({
      status: 422,
      body: { code: 'second-factor-invalid' },
    });
  });

  it('lets a phone’s clock be half a minute wrong, not more', async () => {
    const { secret } = await enrolled('citra');
    test.passTime(300_000);
    const browser = await signIn('citra');
    expect(await prove(browser, codeOf(secret, -60_000))).toMatchObject({ status: 422 });
    expect(await prove(browser, codeOf(secret, 60_000))).toMatchObject({ status: 422 });
    expect(await prove(browser, codeOf(secret, -30_000))).toMatchObject({ status: 200 });
    expect(await prove(browser, codeOf(secret, 30_000))).toMatchObject({ status: 200 });
  });

  it('holds guesses up like wrong passwords', async () => {
    const { browser } = await enrolled('dewa');
    const guesses = [];
    for (let n = 0; n < 6; n += 1) {
      guesses.push((await prove(browser, String(n).padStart(6, '0'))).status);
    }
    expect(guesses).toEqual([422, 422, 422, 422, 422, 429]);
  });

  it('is kept sealed', async () => {
    const { secret } = await enrolled('eka');
    const { rows } = await test.pool.query<{ row: string }>('select t::text as row from totp_secrets t');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes(secret))).toEqual([]);
  });

  it('is not replaced, and no passkey added, by a password alone', async () => {
    await enrolled('fitri');
    const thief = await signIn('fitri');
    const refused = { status: 403, body: { code: 'second-factor-required' } };
    expect(await thief.send('POST', '/totp')).toMatchObject(refused);
    expect(await thief.send('POST', '/passkeys/options')).toMatchObject(refused);
  });

  it('is missing where nobody set it up', async () => {
    const browser = await test.signedIn({ signInName: 'gusti', role: 'admin' });
    expect(await prove(browser, '123456')).toMatchObject({ status: 409, body: { code: 'second-factor-missing' } });
  });
});

describe('a lost second factor', () => {
  it('is taken away by an admin with one, which ends the sessions and leaves a line', async () => {
    const { browser: lost } = await enrolled('hari');
    const { body } = await lost.send<SessionReply>('GET', '/sessions/current');
    const path = `/staff/${body.account?.id}/second-factors`;
    const { browser: admin } = await enrolled('indra');
    expect(await (await signIn('indra')).send('DELETE', path)).toMatchObject({
      status: 403,
      body: { code: 'second-factor-required' },
    });
    expect(await lost.send('DELETE', path)).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
    expect(await admin.send('DELETE', path)).toMatchObject({ status: 204 });
    expect(await lost.send('GET', '/sessions/current')).toMatchObject({ status: 401 });
    expect(await (await signIn('hari')).send('POST', '/totp')).toMatchObject({ status: 201 });
    expect(test.audited.at(-1)).toMatchObject({ action: 'second-factor.reset', subject: body.account?.id });
  });
});
