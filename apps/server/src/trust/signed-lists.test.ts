import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedRevocationList, SignedTrustList } from '@gapura/credentials';
import { createDemoIssuer } from '@gapura/credentials/issue';
import { createListKey, readListSigningKey, signList, trustEntryFromCertificate } from '@gapura/credentials/node';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { openPool, type Pool } from '../database/pool.ts';
import type { App } from '../http/app.ts';
import { createSignedLists, createTrust, findListFiles, trustRoutes } from './index.ts';

const start = new Date('2021-10-01T12:00:00Z');
const dayMs = 86_400_000;
const after = (days: number): Date => new Date(start.getTime() + days * dayMs);
const issuer = createDemoIssuer({ country: 'ID', name: 'Dinas Uji', now: start });
const entry = trustEntryFromCertificate(issuer.certificatePem, { demo: false });
const pems = createListKey('production');
const key = readListSigningKey(pems.privatePem);

let database: TestDatabase;
let pool: Pool;
let folder = '';
let now = start;
let errors: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 2, onError: () => undefined });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('delete from signed_lists');
  folder = await mkdtemp(join(tmpdir(), 'gapura-lists-'));
  await writeFile(join(folder, 'keys.pem'), pems.publicPem);
  now = start;
  errors = [];
  return () => rm(folder, { recursive: true });
});

const head = (number: number) =>
  ({
    environment: 'production',
    number,
    issuedAt: start.toISOString(),
    nextUpdateAt: after(7).toISOString(),
    staleUntil: after(21).toISOString(),
  }) as const;

let writes = 0;

/** As the compiler does it: whole or not at all. The time of change differs with each, however fast they follow. */
async function put(name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(`${path}.new`, text);
  writes += 1;
  await utimes(`${path}.new`, writes, writes);
  await rename(`${path}.new`, path);
}

const putTrust = (number: number, entries: SignedTrustList['entries'] = [entry], by = key) =>
  put('trust.list', signList({ type: 'trust-list', ...head(number), entries }, by));

const putRevoked = (number: number, content: Pick<SignedRevocationList, 'hashLists' | 'denied'>) =>
  put('revoked.list', signList({ type: 'revocation-list', ...head(number), ...content }, key));

const config = (changes: { revocationPath?: string; mode?: 'demo' } = {}) => ({
  mode: 'production' as const,
  trustPath: join(folder, 'trust.list'),
  trustKeyPath: join(folder, 'keys.pem'),
  revocationPath: null,
  ...changes,
});

async function open(changes: Parameters<typeof config>[0] = {}) {
  const trust = await createTrust({ path: join(folder, 'trust.list'), demoCertificate: null });
  const onError = (error: Error): void => void errors.push(error.message);
  const lists = await createSignedLists({ config: config(changes), pool, clock: () => now, trust, onError });
  return { trust, lists, keyIds: () => trust.entries.map(({ keyId }) => keyId) };
}

describe('a signed trust list', () => {
  it('gives the keys that are accepted', async () => {
    await putTrust(3);
    const { trust, lists } = await open();
    expect(trust.store.findEntries('hcert', issuer.keyId)).toHaveLength(1);
    expect(lists.status()).toMatchObject([{ type: 'trust-list', number: 3, freshness: 'fresh', refused: null }]);
  });

  it('is read again when it changes, and verifiers hear of it', async () => {
    await putTrust(1);
    const { trust, lists, keyIds } = await open();
    const { version } = trust;
    await lists.refresh();
    expect(trust.version).toBe(version);
    await putTrust(2, []);
    await lists.refresh();
    expect(keyIds()).toEqual([]);
    expect(trust.version).toBeGreaterThan(version);
  });

  it('never goes back, and keeps what it has', async () => {
    await putTrust(2);
    const { lists, keyIds } = await open();
    await putTrust(1, []);
    await lists.refresh();
    await putTrust(2, []);
    await lists.refresh();
    expect(keyIds()).toEqual([entry.keyId]);
    expect(errors).toEqual([
      expect.stringContaining('rollback-refused (number 1 is older than 2'),
      expect.stringContaining('rollback-refused (another list of number 2'),
    ]);
    expect(lists.status()).toMatchObject([{ number: 2, refused: expect.stringContaining('rollback-refused') }]);
  });

  it('never goes back across a restart either', async () => {
    await putTrust(5);
    await open();
    await putTrust(4);
    await expect(open()).rejects.toThrow(/rollback-refused \(number 4 is older than 5.*operator-trust\.md$/);
    await putTrust(5);
    expect((await open()).keyIds()).toEqual([entry.keyId]);
    await putTrust(6);
    expect((await open()).lists.status()).toMatchObject([{ number: 6 }]);
  });

  it('is taken once where several processes take it together', async () => {
    await putTrust(1);
    const processes = await Promise.all([open(), open(), open()]);
    expect(processes.map(({ keyIds }) => keyIds())).toEqual([[entry.keyId], [entry.keyId], [entry.keyId]]);
    const { rows } = await pool.query('select number from signed_lists');
    expect(rows).toEqual([{ number: 1 }]);
  });

  it.each([
    ['asked for the last one', 'rename column number to away', 'rename column away to number'],
    ['told of it', 'add constraint away check (number < 2)', 'drop constraint away'],
  ])('is taken although the database failed once when it was %s', async (_when, breaks, mends) => {
    await putTrust(1);
    const { lists } = await open();
    await putTrust(2);
    await pool.query(`alter table signed_lists ${breaks}`);
    const [failure] = await Promise.allSettled([lists.refresh()]);
    await pool.query(`alter table signed_lists ${mends}`);
    expect(failure.status).toBe('rejected');
    expect(lists.status()).toMatchObject([{ number: 1, refused: null }]);
    await lists.refresh();
    expect(lists.status()).toMatchObject([{ number: 2, refused: null }]);
    expect(errors).toEqual([]);
  });

  it('expires also while the database cannot be asked about the next one', async () => {
    await putTrust(1);
    const { lists, keyIds } = await open();
    await putTrust(2);
    now = after(21);
    await pool.query('alter table signed_lists rename to away');
    const [failure] = await Promise.allSettled([lists.refresh()]);
    await pool.query('alter table away rename to signed_lists');
    expect(failure.status).toBe('rejected');
    expect(keyIds()).toEqual([]);
  });

  it('works with an alarm while it is stale, and admits nobody when it has expired', async () => {
    await putTrust(1);
    const { lists, keyIds } = await open();
    now = after(7);
    await lists.refresh();
    expect([keyIds(), lists.status()[0]?.freshness]).toEqual([[entry.keyId], 'stale']);
    expect(errors).toEqual([expect.stringContaining('was due for renewal')]);
    now = after(21);
    await lists.refresh();
    expect([keyIds(), lists.status()[0]?.freshness]).toEqual([[], 'expired']);
    expect(errors.at(-1)).toContain('has expired');
  });

  it('stays where its file disappears or is spoilt', async () => {
    await putTrust(1);
    const { lists, keyIds } = await open();
    await rm(join(folder, 'trust.list'));
    await lists.refresh();
    await put('trust.list', 'nonsense');
    await lists.refresh();
    expect(errors).toEqual([expect.stringContaining('cannot be read'), expect.stringContaining('malformed')]);
    expect(keyIds()).toEqual([entry.keyId]);
  });

  it('is not taken from a stranger, nor in demo mode', async () => {
    await putTrust(1, [entry], readListSigningKey(createListKey('production').privatePem));
    await expect(open()).rejects.toThrow('signer-unknown');
    await putTrust(1);
    await expect(open({ mode: 'demo' })).rejects.toThrow('wrong-environment');
    expect((await pool.query('select 1 from signed_lists')).rowCount).toBe(0);
  });
});

describe('a signed revocation list', () => {
  const hash = 'ab'.repeat(16);
  const packed = Buffer.from(hash, 'hex').toString('base64');
  const revoked = { hashLists: [{ keyId: entry.keyId, kind: 'uci' as const, hashes: packed }] };
  const subject = (identifier: string) =>
    ({ scheme: 'hcert', keyId: entry.keyId, issuer: '', identifiers: [identifier], revocationId: null }) as const;
  const revocationPath = (): { revocationPath: string } => ({ revocationPath: join(folder, 'revoked.list') });

  beforeEach(() => putTrust(1));

  it('revokes beside what is denied here, and still does when it has expired', async () => {
    await putRevoked(1, revoked);
    const { trust, lists } = await open(revocationPath());
    trust.replaceIssued({ certificates: [], denied: new Set([`signature:${hash}`]) });
    expect(trust.revocation.find(subject(`uci:${hash}`))).toBe('revoked');
    expect(trust.revocation.find(subject(`signature:${hash}`))).toBe('denied');
    expect(trust.revocation.find(subject(`country-uci:${hash}`))).toBeUndefined();
    now = after(30);
    await lists.refresh();
    expect(trust.revocation.find(subject(`uci:${hash}`))).toBe('revoked');
    expect(lists.status()).toMatchObject([{ freshness: 'expired' }, { type: 'revocation-list', freshness: 'expired' }]);
  });

  it('that could not be searched is refused before it is taken', async () => {
    await putRevoked(1, revoked);
    const { trust, lists } = await open(revocationPath());
    await putRevoked(2, { hashLists: [{ keyId: entry.keyId, kind: 'uci', hashes: 'AAAA' }] });
    await lists.refresh();
    expect(errors).toEqual([expect.stringContaining('16-byte hashes')]);
    expect(trust.revocation.find(subject(`uci:${hash}`))).toBe('revoked');
    expect(lists.status()).toMatchObject([{}, { number: 1 }]);
  });

  it('is served as it was signed, compressed where that is asked', async () => {
    const text = signList({ type: 'revocation-list', ...head(1), ...revoked }, key);
    await put('revoked.list', text);
    const app: App = Fastify();
    trustRoutes(app, await open(revocationPath()));
    const plain = await app.inject({ url: '/revocation-list' });
    expect([plain.statusCode, plain.headers['content-type'], plain.body]).toEqual([
      200,
      'application/jose',
      text.trim(),
    ]);
    const zipped = await app.inject({ url: '/revocation-list', headers: { 'accept-encoding': 'br, gzip' } });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(text.trim());
    const etag = String(plain.headers.etag);
    const again = await app.inject({ url: '/revocation-list', headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const list = await app.inject({ url: '/trust-list' });
    expect(list.json()).toMatchObject({ number: 1, environment: 'production', freshness: 'fresh', entries: [{}] });
    now = after(7);
    const stale = await app.inject({ url: '/trust-list', headers: { 'if-none-match': String(list.headers.etag) } });
    expect(stale.json()).toMatchObject({ freshness: 'stale' });
  });

  it('goes to phones with what is denied here, and again only where it is another one', async () => {
    await putRevoked(1, revoked);
    const { trust, lists } = await open(revocationPath());
    const app: App = Fastify();
    trustRoutes(app, { trust, lists });
    const ask = (etag: unknown = '') => app.inject({ url: '/revocations', headers: { 'if-none-match': String(etag) } });
    const first = await ask();
    expect(first.json()).toEqual({ isComplete: true, ridLists: [], denied: [], ...revoked });
    expect(await ask(first.headers.etag)).toMatchObject({ statusCode: 304, body: '' });
    trust.replaceIssued({ certificates: [], denied: new Set([`uci:${'cd'.repeat(16)}`]) });
    expect((await ask(first.headers.etag)).json()).toMatchObject({ denied: [`uci:${'cd'.repeat(16)}`], ...revoked });
  });
});

describe('what is configured', () => {
  beforeEach(() => putTrust(1));

  it.each([
    ['a list without its keys', () => ({ ...config(), trustKeyPath: null }), 'needs GAPURA_TRUST_KEY'],
    ['keys beside a folder of certificates', () => ({ ...config(), trustPath: folder }), 'is not a signed list'],
    ['keys that are none', () => ({ ...config(), trustKeyPath: join(folder, 'trust.list') }), 'no public key'],
    ['keys that are missing', () => ({ ...config(), trustKeyPath: join(folder, 'missing') }), 'ENOENT'],
    ['revocations that are missing', () => ({ ...config(), trustKeyPath: null, revocationPath: 'x' }), 'needs GAPURA'],
  ])('refuses %s', async (_what, wrong, sentence) => {
    await expect(findListFiles(wrong())).rejects.toThrow(sentence);
  });

  it('asks for no list where none is configured', async () => {
    const none = { mode: 'demo', trustPath: null, trustKeyPath: null, revocationPath: null } as const;
    expect(await findListFiles(none)).toEqual({ trust: null, revocations: null, keys: [] });
  });
});
