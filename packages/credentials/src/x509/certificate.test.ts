import { createPublicKey, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../bytes.ts';
import { integer, objectId, sequence } from '../issue/der.ts';
import {
  authorityKeyId,
  basicConstraints,
  createAuthority,
  createKeyPair,
  extendedKeyUsage,
  extension,
  keyUsage,
  subjectKeyId,
  writeCertificate,
  type KeyType,
} from '../specimens-certificates.ts';
import { trustEntryFromAuthority } from '../trust/trust-entry-from-authority.ts';
import { Refusal } from '../violation.ts';
import { findEcdsaSignature } from './ecdsa-signature.ts';
import { parseCertificate, parsePublicKey, type X509 } from './index.ts';

const authority = createAuthority();
const der = Uint8Array.from(authority.certificate);

function parse(bytes: Uint8Array): X509 {
  return parseCertificate(Uint8Array.from(bytes));
}

/** What refused the bytes; `parsed` where nothing did. */
function refusalOf(bytes: Uint8Array): string {
  try {
    parse(bytes);
    return 'parsed';
  } catch (error) {
    if (error instanceof Refusal) return error.violation.code;
    throw error;
  }
}

function certificateWith(...extensions: readonly Uint8Array[]): Uint8Array {
  const { publicKey } = createKeyPair('P-256');
  const dates = { notBefore: new Date('2021-01-01T00:00:00Z'), notAfter: new Date('2055-06-01T12:30:59Z') };
  return writeCertificate({
    country: 'id',
    name: 'Dinas “Kesehatan”',
    ...dates,
    publicKey,
    extensions,
    issuer: authority,
  });
}

describe('an X.509 certificate', () => {
  test('is read as Node reads it', () => {
    const parsed = parse(der);
    const peer = new X509Certificate(der);
    expect(Buffer.from(parsed.publicKey.spki)).toEqual(peer.publicKey.export({ type: 'spki', format: 'der' }));
    expect(new Date(parsed.notBeforeMs)).toEqual(new Date(peer.validFrom));
    expect(new Date(parsed.notAfterMs)).toEqual(new Date(peer.validTo));
    expect(Buffer.from(parsed.serial).toString('hex').replace(/^00/u, '').toUpperCase()).toBe(peer.serialNumber);
    expect(parsed.subject).toMatchObject({ country: 'ID', commonName: 'Specimen authority' });
    expect(parsed.issuer.raw).toEqual(parsed.subject.raw);
    expect(parsed.signatureAlgorithm).toEqual({ type: 'ecdsa', hash: 'SHA-384' });
  });

  test('gives what its extensions say', () => {
    const id = Uint8Array.of(0xab, 0x01);
    const purposes = ['2.23.136.1.1.14.2', '1.3.6.1.5.5.7.3.8'];
    const found = parse(
      certificateWith(
        subjectKeyId(id),
        authorityKeyId(id),
        extendedKeyUsage(...purposes),
        basicConstraints(false),
        keyUsage(0x80),
      ),
    );
    expect(found.extensions).toEqual({
      authorityKeyId: 'ab01',
      subjectKeyId: 'ab01',
      extendedKeyUsages: purposes,
      isAuthority: false,
      keyUsage: { signsData: true, signsCertificates: false },
    });
    expect(found.subject).toMatchObject({ country: 'ID', commonName: 'Dinas “Kesehatan”' });
    expect(new Date(found.notAfterMs).toISOString()).toBe('2055-06-01T12:30:59.000Z');
  });

  test('of version 1 has no extensions', () => {
    const { publicKey } = createKeyPair('P-256');
    const dates = { notBefore: new Date('2021-01-01T00:00:00Z'), notAfter: new Date('2031-01-01T00:00:00Z') };
    const fields = { country: 'ID', name: 'Specimen', ...dates, publicKey, version: 1, issuer: authority } as const;
    expect(parse(writeCertificate({ ...fields, extensions: [] }))).toMatchObject({
      subject: { commonName: 'Specimen' },
      extensions: { authorityKeyId: null, extendedKeyUsages: null, isAuthority: false, keyUsage: null },
    });
    const extended = writeCertificate({ ...fields, extensions: [subjectKeyId(Uint8Array.of(1))] });
    expect(refusalOf(extended)).toBe('certificate-invalid');
  });

  test.each<[KeyType, object]>([
    ['rsa', { type: 'rsa-pkcs1', hash: 'SHA-256' }],
    ['rsa-pss', { type: 'rsa-pss', hash: 'SHA-256', saltBytes: 32 }],
    ['P-521', { type: 'ecdsa', hash: 'SHA-512' }],
  ])('of an authority of %s says how it is signed', (type, expected) => {
    expect(parse(createAuthority({ type }).certificate).signatureAlgorithm).toEqual(expected);
  });

  test.each<[string, Uint8Array]>([
    ['no extensions', certificateWith()],
    ['an extension twice', certificateWith(subjectKeyId(Uint8Array.of(1)), subjectKeyId(Uint8Array.of(1)))],
    ['a critical extension unknown to us', certificateWith(extension('1.2.3', Uint8Array.of(5, 0), true))],
    ['an extension that goes on', certificateWith(extension('2.5.29.19', Uint8Array.of(0x30, 0, 0)))],
    ['a boolean that is neither', certificateWith(extension('2.5.29.19', Uint8Array.of(0x30, 3, 1, 1, 1)))],
    ['a byte behind it', Uint8Array.of(...der, 0)],
    ['too many bytes', Uint8Array.of(0x30, 0x82, 0xff, 0xff, ...new Uint8Array(0xffff))],
    ['an indefinite length', Uint8Array.of(0x30, 0x80, ...der.subarray(4), 0, 0)],
    ['a length that is too long', Uint8Array.of(0x30, 0x83, 0x00, ...der.subarray(2))],
    ['a tag of several bytes', Uint8Array.of(0x3f, ...der.subarray(1))],
    ['nothing', new Uint8Array()],
    ['nesting only', nest(2000)],
  ])('is refused with %s', (_what, bytes) => {
    expect(refusalOf(bytes)).toBe('certificate-invalid');
  });

  test('is refused where its two algorithms differ', () => {
    const at = Buffer.from(der).lastIndexOf(Buffer.from(objectId('1.2.840.10045.4.3.3')));
    const changed = Uint8Array.from(der);
    changed[at + 9] = 0x02;
    expect(refusalOf(changed)).toBe('certificate-invalid');
  });

  test.each([
    ['210230000000Z', '30 February'],
    ['2101010000Z', 'no seconds'],
    ['210101000000+0800', 'an offset'],
    ['21010100000aZ', 'a letter'],
  ])('is refused with the instant %s: %s', (digits) => {
    const whole = Buffer.from(certificateWith(subjectKeyId(Uint8Array.of(1))));
    const start = whole.indexOf('210101000000Z');
    const encoded = Buffer.concat([whole.subarray(0, start - 1), Uint8Array.of(digits.length), Buffer.from(digits)]);
    const changed = digits.length === 13 ? Buffer.concat([encoded, whole.subarray(start + 13)]) : encoded;
    expect(refusalOf(changed)).toBe('certificate-invalid');
  });

  test('is refused wherever it is cut off', () => {
    for (let length = 0; length < der.length; length++) expect(refusalOf(der.subarray(0, length))).not.toBe('parsed');
  });

  test('any change and any bytes are parsed or refused', () => {
    const change = fc.record({ at: fc.nat(der.length - 1), byte: fc.nat(255) });
    const changed = fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
      const copy = Uint8Array.from(der);
      for (const { at, byte } of changes) copy[at] = byte;
      return copy;
    });
    const bytes = fc.oneof(changed, fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(bytes, (hostile) => void refusalOf(hostile)),
      { numRuns: 5000 },
    );
  });
});

describe('the key of a certificate', () => {
  test.each<[KeyType]>([['P-256'], ['P-384'], ['P-521']])('on %s is the same, named or spelled out', (type) => {
    const { publicKey } = createKeyPair(type, 'explicit');
    const key = parsePublicKey(spkiOf(publicKey));
    expect(key).toMatchObject({ type: 'ec', curve: type });
    const named = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' });
    expect(named.export({ format: 'jwk' })).toEqual(publicKey.export({ format: 'jwk' }));
  });

  test('counts for nothing where one parameter is not the curve’s own', () => {
    const spki = spkiOf(createKeyPair('P-256', 'explicit').publicKey);
    const generator = Buffer.from(spki).indexOf(Buffer.from('046b17d1f2', 'hex'));
    for (const at of [generator + 1, generator + 40, generator - 40, generator + 70]) {
      const changed = Uint8Array.from(spki);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(parsePublicKey(changed).type).toBe('other');
    }
  });

  test('on any other curve is none of ours', () => {
    expect(parsePublicKey(spkiOf(createKeyPair('secp256k1').publicKey)).type).toBe('other');
  });

  test('of RSA tells its size', () => {
    expect(parsePublicKey(spkiOf(createKeyPair('rsa').publicKey))).toMatchObject({ type: 'rsa', modulusBits: 2048 });
  });
});

describe('an ECDSA signature in a certificate', () => {
  const one = integer(Uint8Array.of(1));

  test('becomes r and s in full length', () => {
    const wide = integer(Uint8Array.of(0xff, 0xfe));
    expect(findEcdsaSignature(bytesOf(sequence(one, wide)), 3)).toEqual(Uint8Array.of(0, 0, 1, 0, 0xff, 0xfe));
  });

  test.each<[string, Uint8Array]>([
    ['r is zero', sequence(integer(Uint8Array.of(0)), one)],
    ['s is longer than a coordinate', sequence(one, integer(Uint8Array.of(1, 2, 3, 4)))],
    ['r is negative', sequence(Uint8Array.of(2, 1, 0x80), one)],
    ['there is a third number', sequence(one, one, one)],
    ['there is one number', sequence(one)],
    ['there is something behind it', Buffer.concat([sequence(one, one), Uint8Array.of(0)])],
    ['a number has a leading zero', sequence(Uint8Array.of(2, 2, 0, 1), one)],
    ['it is in full length already', new Uint8Array(64).fill(7)],
  ])('is none where %s', (_what, encoded) => {
    expect(findEcdsaSignature(bytesOf(encoded), 3)).toBeUndefined();
  });
});

describe('a trust entry of an authority', () => {
  test.each<[string, string | Uint8Array]>([
    ['DER', authority.certificate],
    ['base64', Buffer.from(authority.certificate).toString('base64')],
    ['PEM', new X509Certificate(authority.certificate).toString()],
    ['PEM as bytes', Buffer.from(new X509Certificate(authority.certificate).toString())],
  ])('is the same from %s', (_form, certificate) => {
    expect(trustEntryFromAuthority(certificate, { demo: false })).toEqual({
      scheme: 'vds-nc',
      keyId: Buffer.from(authority.keyId).toString('hex'),
      issuer: '',
      country: 'ID',
      name: 'Specimen authority',
      spki: Buffer.from(parse(der).publicKey.spki).toString('base64'),
      algorithm: 'X509',
      notBefore: '2020-01-01T00:00:00.000Z',
      notAfter: '2036-01-01T00:00:00.000Z',
      usages: null,
      demo: false,
    });
  });

  test('names a Brainpool curve that the certificate spells out', () => {
    const { spki } = createAuthority({ type: 'brainpoolP256r1', paramEncoding: 'explicit' }).trustEntry;
    expect(parsePublicKey(bytesOf(Buffer.from(spki, 'base64')))).toMatchObject({ curve: 'brainpoolP256r1' });
  });

  const id = subjectKeyId(Uint8Array.of(1));
  test.each<[string, Uint8Array, string]>([
    ['a signer', certificateWith(id), 'not the certificate of an authority'],
    ['an authority without an identifier', certificateWith(basicConstraints(true)), 'no subject key identifier'],
    [
      'an authority that signs data only',
      certificateWith(basicConstraints(true), keyUsage(0x80), id),
      'not the certificate of an authority',
    ],
    ['nonsense', Uint8Array.of(1, 2, 3), 'not an X.509 certificate'],
  ])('is not made of %s', (_what, certificate, reason) => {
    expect(() => trustEntryFromAuthority(certificate, { demo: false })).toThrow(reason);
  });

  test('is not made of a key on another curve', () => {
    expect(() => createAuthority({ type: 'secp256k1' })).toThrow('not secp256k1');
  });
});

function bytesOf(bytes: Uint8Array): Bytes {
  return Uint8Array.from(bytes);
}

function spkiOf(key: ReturnType<typeof createKeyPair>['publicKey']): Bytes {
  return bytesOf(key.export({ type: 'spki', format: 'der' }));
}

function nest(depth: number): Uint8Array {
  let inner: Uint8Array = new Uint8Array();
  for (let level = 0; level < depth; level++) inner = sequence(inner);
  return inner;
}
