import { randomBytes, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { openPool, type Pool } from '../database/pool.ts';
import { fromCrockford, toCrockford } from './crockford.ts';
import { createPosterSigner, type PosterSigner } from './poster-signer.ts';

const origin = 'https://gapura.example:8443';
const sealingKey = randomBytes(32);
const code = '8F3KQ2ZT7M';

let database: TestDatabase;
let pool: Pool;
let signer: PosterSigner;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url, { max: 2, onError: () => undefined });
  signer = await createPosterSigner({ db: pool, origin, sealingKey });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const signatureOf = (url: string): string => url.split('/').at(-1) ?? '';

describe('a poster’s address', () => {
  it('is in upper case and holds 64 bytes of signature in 103 symbols', () => {
    expect(signer.url(code)).toMatch(/^HTTPS:\/\/GAPURA\.EXAMPLE:8443\/G\/8F3KQ2ZT7M\/[0-9A-HJKMNP-TV-Z]{103}$/);
    expect(signer.url(code)).toBe(signer.url(code));
  });

  it('is genuine, also after a restart', async () => {
    const restarted = await createPosterSigner({ db: pool, origin, sealingKey });
    expect(restarted.spki).toBe(signer.spki);
    expect(restarted.isGenuine(code, signatureOf(signer.url(code)))).toBe(true);
  });

  it('verifies with WebCrypto, as phones do it', async () => {
    const { subtle } = webcrypto;
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const key = await subtle.importKey('spki', Buffer.from(signer.spki, 'base64'), algorithm, false, ['verify']);
    const signature = fromCrockford(signatureOf(signer.url(code)), 64) ?? Buffer.alloc(0);
    const message = new TextEncoder().encode(`gapura-gate:1:${origin}:${code}`);
    expect(await subtle.verify(algorithm, key, signature, message)).toBe(true);
  });

  it('is not genuine for another gate, on another host or under another key', async () => {
    const signature = signatureOf(signer.url(code));
    const elsewhere = await createPosterSigner({ db: pool, origin: 'https://gapura.example', sealingKey });
    expect(signer.isGenuine('8F3KQ2ZT7N', signature)).toBe(false);
    expect(elsewhere.isGenuine(code, signature)).toBe(false);
    expect(signer.isGenuine(code, '')).toBe(false);
  });

  it('has one spelling only', () => {
    const signature = signatureOf(signer.url(code));
    const lastSymbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('');
    const genuine = lastSymbols.filter((last) => signer.isGenuine(code, signature.slice(0, -1) + last));
    expect(genuine).toHaveLength(1);
    expect(signer.isGenuine(code, signature.toLowerCase())).toBe(false);
    expect(signer.isGenuine(code, `${signature}0`)).toBe(false);
  });

  it('any change of one symbol is noticed', () => {
    const signature = signatureOf(signer.url(code));
    fc.assert(
      fc.property(fc.nat(102), fc.string({ minLength: 1, maxLength: 1, unit: 'binary-ascii' }), (at, symbol) => {
        fc.pre(signature.charAt(at) !== symbol);
        expect(signer.isGenuine(code, signature.slice(0, at) + symbol + signature.slice(at + 1))).toBe(false);
      }),
    );
  });
});

describe('the poster key', () => {
  it('is not readable in the database', async () => {
    const { rows } = await pool.query<{ value: string }>("select value from settings where name = 'poster-key'");
    expect(Buffer.from(rows[0]?.value ?? '', 'base64').includes(Buffer.from(signer.spki, 'base64').subarray(-64))).toBe(
      false,
    );
  });

  it('stops a start with another secret, in words', async () => {
    const other = createPosterSigner({ db: pool, origin, sealingKey: randomBytes(32) });
    await expect(other).rejects.toThrow('sealed with another secret');
  });
});

describe('Crockford’s base32', () => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
        expect(fromCrockford(toCrockford(bytes), bytes.length)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it.each([
    ['00', '00'],
    ['ff', 'ZW'],
    ['0000000001', '00000001'],
    ['ffffffffff', 'ZZZZZZZZ'],
  ])('spells %s as %s', (hex, text) => expect(toCrockford(Buffer.from(hex, 'hex'))).toBe(text));
});
