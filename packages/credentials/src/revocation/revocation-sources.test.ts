import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'cborg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileRevocations } from './compile-revocations.ts';
import { createRevocationStore } from './create-revocation-store.ts';
import { readRevocationSource, type RevocationSource, type Revocations } from './read-revocation-source.ts';

const now = new Date('2022-01-01T00:00:00Z');
const keyId = 'AAAAAAAAAAA=';
const first = '11'.repeat(16);
const second = 'ab'.repeat(16);
const base64 = Buffer.from(second, 'hex').toString('base64');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gapura-revocations-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, source: object): Promise<Revocations> {
  const path = join(folder, randomBytes(4).toString('hex'));
  await writeFile(path, content);
  return readRevocationSource({ ...source, path } as RevocationSource, now);
}

const revoked = (kind: string, ...hashes: string[]) => hashes.map((hash) => ({ keyId, kind, hash }));
const batch = (changes: object = {}) => ({
  country: 'ID',
  expires: '2023-01-01T00:00:00Z',
  kid: keyId,
  hashType: 'SIGNATURE',
  entries: [{ hash: base64 }],
  ...changes,
});

describe('a source of revocations', () => {
  test('in lines of hex', async () => {
    const content = `# found 2021\n\n${first}\r\n${second.toUpperCase()}\n`;
    expect((await read(content, { kind: 'hex', keyId, hash: 'uci' })).hashes).toEqual(revoked('uci', first, second));
  });

  test('in lines of JSON', async () => {
    const lines = [first, base64].map((hash) => JSON.stringify({ keyId, kind: 'country-uci', hash })).join('\n');
    expect((await read(lines, { kind: 'lines' })).hashes).toEqual(revoked('country-uci', first, second));
  });

  test('from the EU gateway, until a batch expires', async () => {
    const batches = [batch(), batch({ expires: '2021-12-31T23:59:59Z', entries: [{ hash: first }] })];
    expect((await read(JSON.stringify(batches), { kind: 'dcc-batch' })).hashes).toEqual(revoked('signature', second));
    const one = batch({ hashType: 'COUNTRYCODEUCI' });
    expect((await read(JSON.stringify(one), { kind: 'dcc-batch' })).hashes).toEqual(revoked('country-uci', second));
  });

  test('from the EU gateway, of a signer that its issuer no longer knows: whoever signed is revoked', async () => {
    const source = await read(JSON.stringify(batch({ kid: 'UNKNOWN_KID' })), { kind: 'dcc-batch' });
    const list = compileRevocations([source], { falsePositiveRate: null, genuine: [] });
    const store = createRevocationStore([list]);
    const subject = { scheme: 'hcert', keyId, issuer: '', revocationId: null } as const;
    expect(store.find({ ...subject, identifiers: [`signature:${second}`] })).toBe('revoked');
    expect(store.find({ ...subject, keyId: 'b3RoZXI=', identifiers: [`signature:${second}`] })).toBe('revoked');
    expect(store.find({ ...subject, identifiers: [`signature:${first}`, `uci:${second}`] })).toBeUndefined();
  });

  test('from a chunk of the Corona-Warn-App', async () => {
    const chunk = encode({ hashes: [Buffer.from(first, 'hex'), Buffer.from(second, 'hex')] });
    const source = { kind: 'cwa-chunk', keyId, hash: 'signature' };
    expect((await read(chunk, source)).hashes).toEqual(revoked('signature', first, second));
  });

  test('from an issuer of SMART Health Cards', async () => {
    const file = { kid: 'k', method: 'rid', ctr: '3', rids: ['abc.12'] };
    const { ridLists } = await read(JSON.stringify(file), { kind: 'rid', issuer: 'https://a.example' });
    expect(ridLists).toEqual([{ issuer: 'https://a.example', keyId: 'k', ctr: 3, rids: ['abc.12'] }]);
  });

  test('of our own', async () => {
    expect((await read(`uci:${first}\n`, { kind: 'denied' })).denied).toEqual([`uci:${first}`]);
  });

  test.each([
    ['hex', 'xyz', { kind: 'hex', keyId, hash: 'uci' }, 'line 1: a hash must have 16 bytes'],
    ['a kind', first, { kind: 'hex', keyId, hash: 'toString' }, 'line 1: the kind must be'],
    ['a key', first, { kind: 'hex', keyId: 'UNKNOWN_KID', hash: 'uci' }, 'line 1: the key identifier'],
    ['a line', '{}', { kind: 'lines' }, 'line 1: the key identifier'],
    ['a line without a kind', JSON.stringify({ keyId }), { kind: 'lines' }, 'line 1: the kind'],
    ['a batch', '{}', { kind: 'dcc-batch' }, 'a batch has entries'],
    ['a chunk', Uint8Array.of(0xa0), { kind: 'cwa-chunk', keyId, hash: 'uci' }, 'a chunk has hashes'],
    ['an identifier', `uci:${first}\nuci:`, { kind: 'denied' }, 'line 2: not an identifier'],
  ])('fails as a whole where %s is wrong', async (_what, content, source, message) => {
    await expect(read(content, source)).rejects.toThrow(message);
  });
});

describe('compiled revocations', () => {
  const source: Revocations = {
    hashes: [
      { keyId, kind: 'uci', hash: second },
      { keyId, kind: 'uci', hash: first },
      { keyId, kind: 'uci', hash: first },
      { keyId: 'BBBBBBBBBBB=', kind: 'signature', hash: first },
    ],
    ridLists: [
      { issuer: 'https://a.example', keyId: 'k', ctr: 1, rids: ['old'] },
      { issuer: 'https://a.example', keyId: 'k', ctr: 2, rids: ['new'] },
    ],
    denied: [`uci:${first}`, `uci:${first}`],
  };
  const find = (list: object, identifier: string) =>
    createRevocationStore([list]).find({
      scheme: 'hcert',
      keyId,
      issuer: '',
      identifiers: [identifier],
      revocationId: null,
    });

  test('are one list for each key and kind', () => {
    const list = compileRevocations([source, source], { falsePositiveRate: null, genuine: [] });
    expect(list.hashLists).toMatchObject([
      { keyId, kind: 'uci' },
      { keyId: 'BBBBBBBBBBB=', kind: 'signature' },
    ]);
    expect(list.ridLists).toEqual([{ issuer: 'https://a.example', keyId: 'k', ctr: 2, rids: ['new'] }]);
    expect(list.denied).toEqual([`uci:${first}`]);
    expect(find(list, `uci:${second}`)).toBe('revoked');
    expect(find(list, `signature:${first}`)).toBeUndefined();
  });

  test('know the genuine credentials that a filter hits by mistake', () => {
    const others = Array.from({ length: 200 }, () => randomBytes(16).toString('hex'));
    const genuine = others.map((hash) => `uci:${hash}`);
    const coarse = compileRevocations([source], { falsePositiveRate: 0.4, genuine: [] });
    const careful = compileRevocations([source], { falsePositiveRate: 0.4, genuine: [...genuine, `uci:${second}`] });
    expect(genuine.some((identifier) => find(coarse, identifier) === 'revoked')).toBe(true);
    expect(genuine.some((identifier) => find(careful, identifier) === 'revoked')).toBe(false);
    expect(find(careful, `uci:${second}`)).toBe('revoked');
  });
});
