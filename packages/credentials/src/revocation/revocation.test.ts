import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyCredential, createTrustStore } from '../index.ts';
import { createSpecimenIssuer, mintText, specimenNow } from '../specimens.ts';
import { createBloomFilter, mayInclude } from './bloom-filter.ts';
import { createRevocationStore, joinRevocationStores } from './create-revocation-store.ts';
import { assertPacked, findHash, includesHash, packHashes } from './packed-hashes.ts';
import type { RevocationSubject } from './revocation-store.ts';

const hash = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const base64Of = (hashes: readonly string[]) => Buffer.from(packHashes(hashes)).toString('base64');

describe('packed hashes', () => {
  test('hold what was packed and nothing else', () => {
    fc.assert(
      fc.property(fc.array(hash), fc.array(hash), (held, asked) => {
        const packed = packHashes(held);
        assertPacked(packed);
        expect(packed.length).toBe(new Set(held).size * 16);
        for (const hex of [...held, ...asked]) expect(includesHash(packed, bytesOf(hex))).toBe(held.includes(hex));
      }),
    );
  });

  test('tell neighbours apart in every byte', () => {
    const middle = 'x'.repeat(16).replaceAll('x', '80');
    const packed = packHashes([middle]);
    for (let at = 0; at < 16; at++) {
      for (const byte of [0x7f, 0x81]) {
        const neighbour = bytesOf(middle);
        neighbour[at] = byte;
        expect(includesHash(packed, neighbour)).toBe(false);
      }
    }
  });

  test.each(['', 'ab', 'A'.repeat(32), 'g'.repeat(32), 'a'.repeat(33)])('are not made of %j', (hex) => {
    expect(findHash(hex)).toBeUndefined();
    expect(() => packHashes([hex])).toThrow(TypeError);
  });
});

describe('a Bloom filter', () => {
  test('never misses what it was given', () => {
    fc.assert(
      fc.property(fc.array(hash, { minLength: 1 }), fc.constantFrom(0.5, 0.01, 1e-7), (held, rate) => {
        const filter = createBloomFilter(packHashes(held), rate);
        expect(held.every((hex) => mayInclude(filter, bytesOf(hex)))).toBe(true);
      }),
    );
  });

  test('errs about as often as it was told', () => {
    const held = Array.from({ length: 20_000 }, () => randomBytes(16).toString('hex'));
    const filter = createBloomFilter(packHashes(held), 0.01);
    expect(filter.bits.length).toBe(23_963);
    const asked = 50_000;
    let hits = 0;
    for (let count = 0; count < asked; count++) hits += mayInclude(filter, randomBytes(16)) ? 1 : 0;
    expect(hits / asked).toBeGreaterThan(0.005);
    expect(hits / asked).toBeLessThan(0.015);
  });

  test('that is empty includes nothing', () => {
    expect(mayInclude({ bits: new Uint8Array(), probes: 3 }, randomBytes(16))).toBe(false);
    expect(mayInclude(createBloomFilter(packHashes([]), 0.01), randomBytes(16))).toBe(false);
  });
});

const [first, second, third] = ['11', '22', '33'].map((byte) => byte.repeat(16)) as [string, string, string];
const keyId = 'AAAAAAAAAAA=';
const subject = (changes: Partial<RevocationSubject>): RevocationSubject => ({
  scheme: 'hcert',
  keyId,
  issuer: '',
  identifiers: [`uci:${first}`, `signature:${second}`],
  revocationId: null,
  ...changes,
});

describe('a revocation store of DCC hashes', () => {
  const store = createRevocationStore([
    { hashLists: [{ keyId, kind: 'signature', hashes: base64Of([first, second]) }] },
    { hashLists: [{ keyId, kind: 'signature', hashes: base64Of([third]) }] },
  ]);

  test.each([
    ['its hash', {}, 'revoked'],
    ['a hash of another list of the same key', { identifiers: [`signature:${third}`] }, 'revoked'],
    ['the same hash of another kind', { identifiers: [`uci:${first}`] }, undefined],
    ['the same hash of another key', { keyId: 'BBBBBBBBBBB=' }, undefined],
    ['another scheme', { scheme: 'nz-pass' }, undefined],
    ['no identifier', { identifiers: [] }, undefined],
  ] as const)('finds by %s', (_what, changes, found) => {
    expect(store.find(subject(changes))).toBe(found);
  });

  test('takes a hit of a filter as revoked, unless it is a known exception', () => {
    const { bits, probes } = createBloomFilter(packHashes([first, second]), 1e-6);
    const list = { keyId, kind: 'uci' as const, filter: Buffer.from(bits).toString('base64'), probes };
    const filtered = createRevocationStore([{ hashLists: [{ ...list, exceptions: base64Of([second]) }] }]);
    expect(filtered.find(subject({ identifiers: [`uci:${first}`] }))).toBe('revoked');
    expect(filtered.find(subject({ identifiers: [`uci:${second}`] }))).toBeUndefined();
    expect(filtered.find(subject({ identifiers: [`uci:${third}`] }))).toBeUndefined();
  });

  test.each([
    ['an unknown kind', { keyId, kind: 'other' as 'uci', hashes: '' }],
    ['a hash that is cut', { keyId, kind: 'uci' as const, hashes: 'AAAA' }],
    ['what is no base64', { keyId, kind: 'uci' as const, hashes: '?' }],
    [
      'an order that a search would not survive',
      {
        keyId,
        kind: 'uci' as const,
        hashes: Buffer.from(second + first, 'hex').toString('base64'),
      },
    ],
    ['no probe', { keyId, kind: 'uci' as const, filter: 'AAAA', probes: 0, exceptions: '' }],
  ])('refuses %s', (_what, list) => {
    expect(() => createRevocationStore([{ hashLists: [list] }])).toThrow(`revocation list of ${keyId}`);
  });
});

describe('a revocation store of SMART Health Cards', () => {
  const issuer = 'https://klinik.example/issuer';
  const card = (id: string, issuedAtMs: number, changes: Partial<RevocationSubject> = {}) =>
    subject({ scheme: 'smart-health-card', issuer, keyId: 'k', revocationId: { id, issuedAtMs }, ...changes });
  const store = createRevocationStore([
    { ridLists: [{ issuer, keyId: 'k', ctr: 2, rids: ['all', 'until.1000', 'twice.5', 'twice.9'] }] },
    { ridLists: [{ issuer, keyId: 'k', ctr: 1, rids: ['old'] }] },
    { ridLists: [{ issuer, keyId: 'k', ctr: 2, rids: ['same'] }] },
  ]);

  test.each([
    ['an identifier without an instant', card('all', 9e15), 'revoked'],
    ['a card issued before the instant', card('until', 999_999), 'revoked'],
    ['a card issued at the instant', card('until', 1_000_000), undefined],
    ['the later of two instants', card('twice', 8_999), 'revoked'],
    ['an identifier of another list of the same number', card('same', 0), 'revoked'],
    ['an identifier of an older list', card('old', 0), undefined],
    ['another issuer with the same key', card('all', 0, { issuer: 'https://other.example' }), undefined],
    ['another key of the issuer', card('all', 0, { keyId: 'l' }), undefined],
    ['a card without identifier', card('all', 0, { revocationId: null }), undefined],
  ] as const)('finds by %s', (_what, asked, found) => {
    expect(store.find(asked)).toBe(found);
  });

  test.each(['', 'a b', 'a.', 'a.1.2', 'a'.repeat(25)])('refuses the rid %j', (rid) => {
    expect(() => createRevocationStore([{ ridLists: [{ issuer, keyId: 'k', ctr: 1, rids: [rid] }] }])).toThrow('rid');
  });
});

describe('the deny list', () => {
  test('denies by any identifier, whoever signed', () => {
    const store = createRevocationStore([{ denied: [`uci:${first}`, `uci:${second}`] }]);
    expect(store.find(subject({}))).toBe('denied');
    expect(store.find(subject({ scheme: 'divoc', keyId: 'x' }))).toBe('denied');
    expect(store.find(subject({ identifiers: [`signature:${first}`] }))).toBeUndefined();
  });

  test('joins others, the first that finds one answers', () => {
    const revoking = createRevocationStore([{ hashLists: [{ keyId, kind: 'uci', hashes: base64Of([first]) }] }]);
    const denying = createRevocationStore([{ denied: [`uci:${first}`] }]);
    expect(joinRevocationStores([revoking, denying]).find(subject({}))).toBe('revoked');
    expect(joinRevocationStores([denying, revoking]).find(subject({}))).toBe('denied');
    expect(joinRevocationStores([]).find(subject({}))).toBeUndefined();
  });

  test.each(['', 'uci', `uci:${first}0`, `other:${first}`])('refuses %j', (identifier) => {
    expect(() => createRevocationStore([{ denied: [identifier] }])).toThrow('malformed');
  });
});

test('a revoked credential is refused with its code', async () => {
  const issuer = createSpecimenIssuer();
  const text = mintText(issuer, {});
  const options = { trust: createTrustStore([issuer.trustEntry]), now: specimenNow };
  expect(await verifyCredential(text, options)).toMatchObject({ ok: true });
  const uci = createHash('sha256').update('URN:UVCI:01:ID:SPECIMEN#1').digest('hex').slice(0, 32);
  const list = { keyId: issuer.trustEntry.keyId, kind: 'uci' as const, hashes: base64Of([uci]) };
  const revocation = createRevocationStore([{ hashLists: [list] }]);
  const refused = { ok: false, violation: { code: 'revoked', layer: 'revocation' } };
  expect(await verifyCredential(text, { ...options, revocation })).toMatchObject(refused);
  const denying = createRevocationStore([{ denied: [`uci:${uci}`] }]);
  const denied = { ok: false, violation: { code: 'denied' } };
  expect(await verifyCredential(text, { ...options, revocation: denying })).toMatchObject(denied);
});
