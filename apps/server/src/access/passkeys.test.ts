import type { PasskeyOptions, PasskeysReply } from '@gapura/contract';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs, openTestAccess, type TestAccess, type TestBrowser } from './test-access.ts';
import { createTestAuthenticator, type TestAuthenticator } from './test-authenticator.ts';

const origin = 'http://localhost:8080';
let database: TestDatabase;
let test: TestAccess;
let owner: TestBrowser;
let authenticator: TestAuthenticator;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestAccess(database.url, origin);
  owner = await test.signedIn({ signInName: 'komang', role: 'admin' });
  authenticator = createTestAuthenticator();
});

afterAll(async () => {
  await test.close();
  await database.drop();
});

async function ask(path: string, browser: TestBrowser = test.browser()): Promise<{ id: string; challenge: string }> {
  const { status, body } = await browser.send<PasskeyOptions>('POST', path);
  expect(status).toBe(200);
  return { id: body.challengeId, challenge: String(body.options['challenge']) };
}

async function signIn(ceremony: Partial<Parameters<TestAuthenticator['authenticate']>[0]> = {}) {
  const { id, challenge } = await ask('/sessions/passkey/options');
  const response = authenticator.authenticate({ challenge, origin, ...ceremony });
  const message = { challengeId: id, response };
  return { message, answer: await test.browser().send('POST', '/sessions/passkey', message) };
}

const invalid = { status: 422, body: { code: 'passkey-invalid' } };

describe('passkeys', () => {
  it('are added by who is signed in', async () => {
    const { id, challenge } = await ask('/passkeys/options', owner);
    const response = authenticator.register({ challenge, origin });
    const added = await owner.send('POST', '/passkeys', { challengeId: id, response, name: 'Ponsel' });
    expect(added).toMatchObject({ status: 201, body: { name: 'Ponsel', lastUsedAt: null } });
    const { body } = await owner.send<PasskeysReply>('GET', '/passkeys');
    expect(body.passkeys).toHaveLength(1);
    const again = await owner.send('POST', '/passkeys', { challengeId: id, response });
    expect(again).toMatchObject(invalid);
  });

  it('sign in without a name', async () => {
    const { answer } = await signIn();
    expect(answer).toMatchObject({ status: 201, body: { account: { signInName: 'komang' } } });
    expect(answer.setCookie).toMatch(/^gapura_session=/);
  });

  it('refuse an answer that is used twice', async () => {
    const { message } = await signIn();
    expect(await test.browser().send('POST', '/sessions/passkey', message)).toMatchObject(invalid);
  });

  it('refuse another origin, another party, nobody at the key, and a late answer', async () => {
    expect((await signIn({ origin: 'http://localhost:8081' })).answer).toMatchObject(invalid);
    expect((await signIn({ rpId: 'gapura.example' })).answer).toMatchObject(invalid);
    expect((await signIn({ userVerified: false })).answer).toMatchObject(invalid);
    expect((await signIn({ challenge: 'c29tZXRoaW5nIGVsc2U' })).answer).toMatchObject(invalid);
    const { id, challenge } = await ask('/sessions/passkey/options');
    test.passTime(5 * minuteMs);
    const late = { challengeId: id, response: authenticator.authenticate({ challenge, origin }) };
    expect(await test.browser().send('POST', '/sessions/passkey', late)).toMatchObject(invalid);
  });

  it('refuse a counter that went back', async () => {
    authenticator.counter = 0;
    expect((await signIn()).answer).toMatchObject(invalid);
    authenticator.counter = 100;
    expect((await signIn()).answer).toMatchObject({ status: 201 });
  });

  it('refuse a signature of another key, and what is no answer at all', async () => {
    const forger = createTestAuthenticator();
    const { id, challenge } = await ask('/sessions/passkey/options');
    const forged = {
      ...forger.authenticate({ challenge, origin }),
      id: authenticator.credentialId,
      rawId: authenticator.credentialId,
    };
    const send = (challengeId: string, response: object) =>
      test.browser().send('POST', '/sessions/passkey', { challengeId, response });
    expect(await send(id, forged)).toMatchObject(invalid);
    for (const response of [
      {},
      { id: 7 },
      { id: authenticator.credentialId },
      { ...forged, response: { signature: 1 } },
    ]) {
      const fresh = await ask('/sessions/passkey/options');
      expect(await send(fresh.id, response)).toMatchObject(invalid);
    }
    expect(await send('not-an-id', {})).toMatchObject({ status: 400 });
  });

  it('cannot be added to an account by the answer to another one’s question', async () => {
    const stranger = await test.signedIn({ signInName: 'stranger', role: 'admin' });
    const { id, challenge } = await ask('/passkeys/options', owner);
    const response = createTestAuthenticator().register({ challenge, origin });
    expect(await stranger.send('POST', '/passkeys', { challengeId: id, response })).toMatchObject(invalid);
    const signInChallenge = await ask('/sessions/passkey/options');
    expect(await stranger.send('POST', '/passkeys', { challengeId: signInChallenge.id, response })).toMatchObject(
      invalid,
    );
  });

  it('are removed by their owner only', async () => {
    const { body } = await owner.send<PasskeysReply>('GET', '/passkeys');
    const path = `/passkeys/${body.passkeys[0]?.id}`;
    const stranger = await test.signedIn({ signInName: 'orang-lain', role: 'admin' });
    expect(await stranger.send('DELETE', path)).toMatchObject({ status: 404 });
    expect(await owner.send('DELETE', path)).toMatchObject({ status: 204 });
    expect((await signIn()).answer).toMatchObject(invalid);
  });

  it('need a session to be listed or added', async () => {
    for (const [method, path] of [
      ['GET', '/passkeys'],
      ['POST', '/passkeys/options'],
    ] as const) {
      expect(await test.browser().send(method, path)).toMatchObject({
        status: 401,
        body: { code: 'sign-in-required' },
      });
    }
  });

  it.each(['http://127.0.0.1:8080', 'http://[::1]:8080', 'http://gapura.example'])(
    'say why they cannot work at %s',
    async (address) => {
      const elsewhere = await openTestAccess(database.url, address);
      const { status, body } = await elsewhere.browser().send('POST', '/sessions/passkey/options');
      await elsewhere.close();
      expect(status).toBe(422);
      expect(body['detail']).toMatch(/^Passkeys need/);
    },
  );
});
