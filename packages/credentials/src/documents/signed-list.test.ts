import { createPrivateKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as browserPlatform from '../platform-browser.ts';
import * as nodePlatform from '../platform-node.ts';
import { createSpecimenIssuer } from '../specimens.ts';
import { openSignedListOn, type LastList } from './open-signed-list.ts';
import { createListKey, readListKeys, readListSigningKey, signList } from './sign-list.ts';
import type { SignedList, SignedRevocationList, SignedTrustList } from './signed-list.ts';

const pems = createListKey('production');
const key = readListSigningKey(pems.privatePem);
const keys = readListKeys(pems.publicPem);
const testKey = readListSigningKey(createListKey('test').privatePem);
const entry = { ...createSpecimenIssuer().trustEntry, demo: false };
const now = new Date('2021-10-01T12:00:00Z');

const trustList: SignedTrustList = {
  type: 'trust-list',
  environment: 'production',
  number: 7,
  issuedAt: '2021-10-01T00:00:00Z',
  nextUpdateAt: '2021-10-02T00:00:00Z',
  staleUntil: '2021-10-08T00:00:00Z',
  entries: [entry],
};
const { entries: _entries, ...head } = trustList;
const revocationList: SignedRevocationList = { ...head, type: 'revocation-list', denied: [`uci:${'11'.repeat(16)}`] };

interface Asked {
  readonly text?: string;
  readonly type?: SignedList['type'];
  readonly environment?: 'production' | 'test';
  readonly last?: LastList | null;
  readonly now?: Date;
}

/** Signs whatever is given, also what `signList` would refuse. */
function forge(payload: unknown, header: Readonly<Record<string, unknown>> = {}, by = key): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'ES256', typ: 'gapura-list+jws', kid: by.keyId, ...header })}.${part(payload)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key: by.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

describe.each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('a signed list on the %s platform', (_name, platform) => {
  const open = async ({ text = signList(trustList, key), type = 'trust-list', ...asked }: Asked) => {
    const options = { environment: 'production', keys: [...keys, testKey], last: null, now, ...asked } as const;
    const opened = await openSignedListOn(platform, text, { ...options, type });
    return opened.ok ? opened.freshness : opened.code;
  };
  const digestOf = async (list: SignedTrustList): Promise<string> => {
    const options = { type: 'trust-list', environment: 'production', keys, last: null, now } as const;
    const opened = await openSignedListOn(platform, signList(list, key), options);
    return opened.ok ? opened.digest : opened.code;
  };

  test('opens with what was signed', async () => {
    const options = { environment: 'production', keys, last: null, now } as const;
    const trust = await openSignedListOn(platform, signList(trustList, key), { ...options, type: 'trust-list' });
    expect(trust).toMatchObject({ ok: true, list: trustList, freshness: 'fresh', signedBy: key.keyId });
    const text = signList(revocationList, key);
    const revocation = await openSignedListOn(platform, text, { ...options, type: 'revocation-list' });
    expect(revocation).toMatchObject({ ok: true, list: revocationList });
  });

  test.each([
    ['2021-10-01T23:59:59.999Z', 'fresh'],
    ['2021-10-02T00:00:00Z', 'stale'],
    ['2021-10-07T23:59:59.999Z', 'stale'],
    ['2021-10-08T00:00:00Z', 'expired'],
    ['2021-09-30T23:55:00Z', 'fresh'],
    ['2021-09-30T23:54:59Z', 'not-yet-valid'],
  ])('is at %s %s', async (at, expected) => {
    expect(await open({ now: new Date(at) })).toBe(expected);
  });

  test('never goes back', async () => {
    const digest = await digestOf(trustList);
    expect(await open({ last: { number: 6, digest: 'other' } })).toBe('fresh');
    expect(await open({ last: { number: 7, digest } })).toBe('fresh');
    expect(await open({ last: { number: 7, digest: await digestOf({ ...trustList, entries: [] }) } })).toBe(
      'rollback-refused',
    );
    expect(await open({ last: { number: 8, digest } })).toBe('rollback-refused');
  });

  test.each<[string, Asked, string]>([
    ['nothing', { text: '' }, 'malformed'],
    ['two parts', { text: 'a.b' }, 'malformed'],
    ['four parts', { text: `${signList(trustList, key).trim()}.` }, 'malformed'],
    ['a header that is too long', { text: forge(trustList, { kid: 'k'.repeat(2000) }) }, 'malformed'],
    ['another algorithm', { text: forge(trustList, { alg: 'none' }) }, 'malformed'],
    ['a header with more members', { text: forge(trustList, { crit: ['b64'], b64: false }) }, 'malformed'],
    ['another kind of JWS', { text: forge(trustList, { typ: 'JWT' }) }, 'malformed'],
    [
      'a stranger',
      { text: signList(trustList, readListSigningKey(createListKey('production').privatePem)) },
      'signer-unknown',
    ],
    ['the name of our key', { text: forge(trustList, { kid: key.keyId }, testKey) }, 'signature-invalid'],
    ['a test key for a production list', { text: forge(trustList, {}, testKey) }, 'wrong-environment'],
    ['a test list by our key', { text: forge({ ...trustList, environment: 'test' }) }, 'wrong-environment'],
    ['a production list where tests run', { environment: 'test' }, 'wrong-environment'],
    ['a trust list where revocations are expected', { type: 'revocation-list' }, 'wrong-type'],
    ['a revocation list where issuers are expected', { text: signList(revocationList, key) }, 'wrong-type'],
    ['no number', { text: forge({ ...trustList, number: 0 }) }, 'malformed'],
    ['half a number', { text: forge({ ...trustList, number: 1.5 }) }, 'malformed'],
    ['no instant', { text: forge({ ...trustList, issuedAt: 'today' }) }, 'malformed'],
    ['an end before its begin', { text: forge({ ...trustList, staleUntil: '2021-10-01T00:00:00Z' }) }, 'malformed'],
    ['entries that are none', { text: forge({ ...trustList, entries: [{ ...entry, usages: 'all' }] }) }, 'malformed'],
    [
      'an entry of another scheme',
      { text: forge({ ...trustList, entries: [{ ...entry, scheme: 'x' }] }) },
      'malformed',
    ],
    ['a demo issuer', { text: forge({ ...trustList, entries: [{ ...entry, demo: true }] }) }, 'malformed'],
    [
      'a known test issuer',
      { text: forge({ ...trustList, entries: [{ ...entry, keyId: 'Rjene8QvRwA=' }] }) },
      'malformed',
    ],
    ['what is no list', { text: forge([]) }, 'wrong-type'],
    ['no object', { text: forge(null) }, 'wrong-type'],
    [
      'denials that are no texts',
      { text: forge({ ...revocationList, denied: [1] }), type: 'revocation-list' },
      'malformed',
    ],
    [
      'hashes that are no texts',
      { text: forge({ ...revocationList, hashLists: [{}] }), type: 'revocation-list' },
      'malformed',
    ],
  ])('refuses %s', async (_what, asked, code) => {
    expect(await open(asked)).toBe(code);
  });

  test('opens after no change of a character', async () => {
    const text = signList(trustList, key).trim();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('A', 'b', '_', '.', '=', ' '),
        async (at, character) => {
          fc.pre(text[at] !== character);
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          expect(['fresh', 'stale', 'expired']).not.toContain(await open({ text: changed }));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a list key', () => {
  test('signs lists of its own environment only', () => {
    expect(() => signList(trustList, testKey)).toThrow('the key belongs to test');
    expect(() => signList({ ...trustList, number: 0 }, key)).toThrow('number');
    expect(() => signList({ ...trustList, entries: [{ ...entry, demo: true }] }, key)).toThrow('test or demo');
  });

  test('survives its PEM, among others', () => {
    expect(keys).toEqual([{ keyId: key.keyId, environment: 'production', spki: key.spki }]);
    const both = readListKeys(pems.publicPem + createListKey('test').publicPem);
    expect(both.map(({ environment }) => environment)).toEqual(['production', 'test']);
    const bare = createPrivateKey(pems.privatePem).export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(readListSigningKey(bare).environment).toBe('production');
  });

  test.each(['', 'nonsense', pems.privatePem, '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'])(
    'is not read from %j',
    (pem) => {
      expect(() => readListKeys(pem)).toThrow(TypeError);
    },
  );
});
