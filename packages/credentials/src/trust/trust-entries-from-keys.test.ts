import { createHash, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSelfSignedCertificate } from '../issue/self-signed-certificate.ts';
import { trustEntriesFromDidDocument } from './trust-entries-from-did-document.ts';
import { trustEntriesFromJwks } from './trust-entries-from-jwks.ts';

const did = 'did:web:issuer.example';
const issuer = 'https://issuer.example/cards';
const options = { issuer, name: 'Example', demo: true };
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');

function spkiOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

function cardKey(key: KeyObject, changes: Readonly<Record<string, unknown>> = {}) {
  const { crv, kty, x, y } = key.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  return { kty, crv, x, y, use: 'sig', alg: 'ES256', kid, ...changes };
}

function certificateOf({ privateKey, publicKey }: typeof ec): string {
  const notBefore = new Date('2024-01-01T00:00:00Z');
  const notAfter = new Date('2026-01-01T00:00:00Z');
  const der = createSelfSignedCertificate({
    country: 'NZ',
    name: 'Signer',
    notBefore,
    notAfter,
    privateKey,
    publicKey,
  });
  return new X509Certificate(der).raw.toString('base64');
}

function didDocument(method: Readonly<Record<string, unknown>>, changes: Readonly<Record<string, unknown>> = {}) {
  const id = `${did}#key-1`;
  const verificationMethod = [{ id, type: 'JsonWebKey2020', controller: did, ...method }];
  return { id: did, verificationMethod, assertionMethod: [id], ...changes };
}

const publicKeyJwk = ec.publicKey.export({ format: 'jwk' });

describe('keys of a JWK Set', () => {
  test('become trust entries bound to the issuer', () => {
    expect(trustEntriesFromJwks({ keys: [cardKey(ec.publicKey)] }, options)).toEqual([
      {
        scheme: 'smart-health-card',
        keyId: cardKey(ec.publicKey).kid,
        issuer,
        country: '',
        name: 'Example',
        spki: spkiOf(ec.publicKey),
        algorithm: 'ES256',
        notBefore: null,
        notAfter: null,
        usages: null,
        demo: true,
      },
    ]);
  });

  test('may come with a certificate of the same key', () => {
    const jwk = cardKey(ec.publicKey, { x5c: [certificateOf(ec)] });
    expect(trustEntriesFromJwks({ keys: [jwk] }, options)).toHaveLength(1);
  });

  test.each([
    ['a private key', { d: ec.privateKey.export({ format: 'jwk' }).d }, 'private'],
    ['another use', { use: 'enc' }, 'use must be sig'],
    ['no algorithm', { alg: undefined }, 'alg must be ES256'],
    ['another curve', { crv: 'P-384' }, 'crv must be P-256'],
    ['a kid that is no thumbprint', { kid: 'key-1' }, 'thumbprint'],
    ['the kid of another key', { kid: cardKey(other.publicKey).kid }, 'thumbprint'],
    ['a point that is not on the curve', { y: cardKey(other.publicKey).y }, 'not a public key'],
    ['a certificate of another key', { x5c: [certificateOf(other)] }, 'another key'],
    ['a certificate that is none', { x5c: ['AAAA'] }, 'not an X.509 certificate'],
    ['a chain that is none', { x5c: 'AAAA' }, 'x5c'],
  ])('are refused with %s, naming the key', (_what, changes, message) => {
    const jwk = cardKey(ec.publicKey, changes);
    expect(() => trustEntriesFromJwks({ keys: [jwk] }, options)).toThrow(message);
    expect(() => trustEntriesFromJwks({ keys: [jwk] }, options)).toThrow(jwk.kid);
  });

  test('leave out what cannot be used where somebody is told of it', () => {
    const told: string[] = [];
    const keys = [cardKey(ec.publicKey, { use: 'enc' }), cardKey(other.publicKey)];
    const entries = trustEntriesFromJwks({ keys }, { ...options, onUnusable: (key) => told.push(key) });
    expect(entries.map(({ keyId }) => keyId)).toEqual([cardKey(other.publicKey).kid]);
    expect(told).toEqual([cardKey(ec.publicKey).kid]);
  });

  test.each(['http://issuer.example', 'https://issuer.example/', 'issuer.example'])(
    'are not bound to the issuer %s',
    (wrong) => {
      expect(() => trustEntriesFromJwks({ keys: [] }, { ...options, issuer: wrong })).toThrow('https');
    },
  );

  test('need a JWK Set', () => {
    expect(() => trustEntriesFromJwks([], options)).toThrow('array of keys');
  });
});

describe('keys of a DID document', () => {
  test('become trust entries for passes, bound to the DID', () => {
    expect(trustEntriesFromDidDocument(didDocument({ publicKeyJwk }), { demo: false })).toEqual([
      {
        scheme: 'nz-pass',
        keyId: 'key-1',
        issuer: did,
        country: '',
        name: did,
        spki: spkiOf(ec.publicKey),
        algorithm: 'ES256',
        notBefore: null,
        notAfter: null,
        usages: null,
        demo: false,
      },
    ]);
  });

  test('count only where the document authorises them for assertions', () => {
    const document = didDocument({ publicKeyJwk }, { assertionMethod: undefined, authentication: [`${did}#key-1`] });
    expect(trustEntriesFromDidDocument(document, { demo: false })).toEqual([]);
    const dangling = didDocument({ publicKeyJwk }, { assertionMethod: ['#key-2'] });
    expect(() => trustEntriesFromDidDocument(dangling, { demo: false })).toThrow(`${did}#key-2`);
  });

  test('may stand in the relationship itself', () => {
    const method = { id: '#key-9', type: 'JsonWebKey2020', publicKeyJwk };
    const document = { id: did, assertionMethod: [method] };
    expect(trustEntriesFromDidDocument(document, { demo: false })[0]?.keyId).toBe('key-9');
  });

  test('of an HCERT list take key identifier, country and validity from where they stand', () => {
    const x5c = [certificateOf(ec)];
    const document = {
      id: 'did:web:list.example',
      verificationMethod: [
        { id: 'did:web:list.example#a%2Bb%3D', type: 'JsonWebKey2020', publicKeyJwk: { ...publicKeyJwk, x5c } },
      ],
    };
    const [entry] = trustEntriesFromDidDocument(document, { scheme: 'hcert', demo: false });
    expect(entry).toMatchObject({ scheme: 'hcert', keyId: 'a+b=', issuer: '', country: 'NZ', name: 'Signer' });
    expect(entry?.notAfter).toBe('2026-01-01T00:00:00.000Z');
  });

  test.each([
    ['a JWK', { publicKeyJwk: ed.publicKey.export({ format: 'jwk' }) }],
    ['PEM', { publicKeyPem: ed.publicKey.export({ type: 'spki', format: 'pem' }) }],
    ['base58', { publicKeyBase58: toBase58(rawKey()) }],
    ['multibase', { publicKeyMultibase: `z${toBase58(Buffer.concat([Buffer.from([0xed, 1]), rawKey()]))}` }],
  ])('for DIVOC may be Ed25519 as %s', (_form, method) => {
    const document = didDocument({ type: 'Ed25519VerificationKey2018', ...method });
    const bound = { scheme: 'divoc', issuer: 'https://issuer.example', demo: false } as const;
    expect(trustEntriesFromDidDocument(document, bound)).toMatchObject([
      { keyId: `${did}#key-1`, issuer: 'https://issuer.example', algorithm: 'EdDSA', spki: spkiOf(ed.publicKey) },
    ]);
  });

  test.each([
    ['a private key', { publicKeyJwk: ec.privateKey.export({ format: 'jwk' }) }, 'private'],
    ['another type', { publicKeyJwk, type: 'Multikey' }, 'JsonWebKey2020'],
    ['PEM', { publicKeyPem: ec.publicKey.export({ type: 'spki', format: 'pem' }) }, 'JsonWebKey2020'],
    ['Ed25519', { publicKeyJwk: ed.publicKey.export({ format: 'jwk' }) }, 'algorithm of nz-pass'],
    ['a certificate of another key', { publicKeyJwk: { ...publicKeyJwk, x5c: [certificateOf(other)] } }, 'another key'],
  ])('for passes are refused as %s', (_what, method, message) => {
    expect(() => trustEntriesFromDidDocument(didDocument(method), { demo: false })).toThrow(message);
  });

  test.each(['0', 'O', 'z'.repeat(65), 'z6Mk'])('refuse %j as base58 of a key', (publicKeyBase58) => {
    const document = didDocument({ publicKeyBase58 });
    expect(() => trustEntriesFromDidDocument(document, { scheme: 'divoc', demo: false })).toThrow(TypeError);
  });

  test('need a DID', () => {
    expect(() => trustEntriesFromDidDocument({ id: 'https://issuer.example' }, { demo: false })).toThrow('DID');
  });
});

function rawKey(): Buffer {
  return Buffer.from(String(ed.publicKey.export({ format: 'jwk' }).x), 'base64url');
}

function toBase58(bytes: Uint8Array): string {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let text = '';
  for (let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`); rest > 0n; rest /= 58n) {
    text = alphabet.charAt(Number(rest % 58n)) + text;
  }
  return text;
}
