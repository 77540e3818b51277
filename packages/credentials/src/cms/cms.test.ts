import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explicit, integer, objectId, octetString, sequence, set, text } from '../issue/der.ts';
import { createAuthority, type KeyType } from '../specimens-certificates.ts';
import {
  attributeTypes,
  contentTypes,
  createSigner,
  encodeAttribute,
  hashIdentifier,
  writeAttributes,
  writeSignedData,
  type SignedDataFields,
  type SignerPart,
  type SpecimenHash,
} from '../specimens-cms.ts';
import { parseCertificate } from '../x509/index.ts';
import { CmsFault, decodeCms, parseSignedData, verifySignedData } from './index.ts';

const now = new Date('2023-01-01T00:00:00Z');
const issuer = createAuthority();
const signer = createSigner({ issuer });
const stranger = createSigner({ issuer });
const content = Buffer.from('the content');
const signedAt = new Date('2022-01-01T00:00:00Z');
const rightAttributes = writeAttributes(content, { contentType: contentTypes.plain, signedAt });

/** The content where it is verified with the signer's certificate, otherwise the code of the fault. */
function open(bytes: Uint8Array, { certificate } = signer, at = now): string {
  try {
    const given = parseCertificate(new Uint8Array(certificate));
    const data = parseSignedData(decodeCms(bytes));
    const policy = { certificates: [given], otherwise: 'signer-unknown', assertMaySign: () => undefined } as const;
    verifySignedData(data, { ...policy, nowMs: at.getTime() });
    return Buffer.from(data.content).toString('latin1');
  } catch (error) {
    if (error instanceof CmsFault) return error.code;
    throw error;
  }
}

function write(part: Partial<SignerPart> = {}, fields: Partial<SignedDataFields> = {}): Uint8Array {
  return writeSignedData({ content, parts: [{ signer, ...part }], ...fields });
}

function without(type: string): Record<string, Uint8Array[]> {
  return Object.fromEntries(Object.entries(rightAttributes).filter(([name]) => name !== type));
}

/** As who does not know the length in advance writes it: layers end with two zero bytes, the content comes in pieces. */
function writeStream(pieces: readonly Uint8Array[]): Uint8Array {
  const indefinite = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array =>
    Buffer.concat([Uint8Array.of(tag, 0x80), ...parts, Uint8Array.of(0, 0)]);
  const octets = indefinite(0xa0, indefinite(0x24, ...pieces.map(octetString)));
  const encapsulated = indefinite(0x30, objectId(contentTypes.plain), octets);
  const certificates = indefinite(0xa0, signer.certificate);
  const der = Buffer.from(write());
  const signers = der.subarray(der.indexOf(octetString(content)) + octetString(content).length);
  const signedData = indefinite(
    0x30,
    integer(Uint8Array.of(1)),
    set(new Uint8Array()),
    encapsulated,
    certificates,
    signers,
  );
  return indefinite(0x30, objectId('1.2.840.113549.1.7.2'), indefinite(0xa0, signedData));
}

describe('CMS signed data', () => {
  const keys = ['P-256', 'P-384', 'P-521', 'brainpoolP256r1', 'rsa', 'rsa-pss'] as const satisfies KeyType[];
  const hashes = ['sha256', 'sha384', 'sha512'] as const satisfies SpecimenHash[];
  const signers = keys.map((type) => createSigner({ issuer, type }));

  test.each(signers.flatMap((each) => hashes.map((hash) => [each.type, hash, each] as const)))(
    'is verified with %s and %s, with and without attributes, by serial number and by key',
    (_type, hash, each) => {
      for (const by of ['serial', 'key'] as const) {
        expect(open(write({ signer: each, hash, by }), each)).toBe('the content');
        expect(open(write({ signer: each, hash, by, attributes: null }), each)).toBe('the content');
      }
      const other = write({ signer: each, hash }, { shown: Buffer.from('the contenT') });
      expect(open(other, each)).toBe('digest-differs');
      const bare = write({ signer: each, hash, attributes: null }, { shown: Buffer.from('the contenT') });
      expect(open(bare, each)).toBe('signature-invalid');
    },
  );

  test('names bare RSA where the hash of the digest is meant', () => {
    const rsa = createSigner({ issuer, type: 'rsa' });
    expect(open(write({ signer: rsa, algorithm: 'bare-rsa', hash: 'sha512' }), rsa)).toBe('the content');
  });

  test('comes in DER, PEM or base64, and as a stream in pieces', () => {
    const der = write();
    const base64 = Buffer.from(der)
      .toString('base64')
      .replaceAll(/(.{64})/gu, '$1\r\n');
    expect(open(Buffer.from(base64))).toBe('the content');
    expect(open(Buffer.from(`-----BEGIN CMS-----\n${base64}\n-----END CMS-----\n`))).toBe('the content');
    expect(open(Buffer.from(`-----BEGIN X-----\n${base64}\n-----END X-----\n`))).toBe('malformed');
    expect(open(writeStream([content]))).toBe('the content');
    expect(open(writeStream([content.subarray(0, 3), content.subarray(3)]))).toBe('the content');
    expect(open(writeStream([content.subarray(0, 3)]))).toBe('digest-differs');
  });

  test.each<[string, Partial<SignerPart>, string]>([
    ['no content type', { attributes: without(attributeTypes.contentType) }, 'attributes-missing'],
    ['no message digest', { attributes: without(attributeTypes.messageDigest) }, 'attributes-missing'],
    ['no attribute at all', { attributes: {} }, 'attributes-missing'],
    [
      'another content type',
      { attributes: { ...rightAttributes, [attributeTypes.contentType]: [objectId('1.2.3')] } },
      'content-type-differs',
    ],
    [
      'another digest',
      { attributes: { ...rightAttributes, [attributeTypes.messageDigest]: [octetString(new Uint8Array(32))] } },
      'digest-differs',
    ],
    [
      'a short digest',
      { attributes: { ...rightAttributes, [attributeTypes.messageDigest]: [octetString(new Uint8Array())] } },
      'digest-differs',
    ],
    [
      'two digests',
      {
        attributes: {
          ...rightAttributes,
          [attributeTypes.messageDigest]: [
            ...(rightAttributes[attributeTypes.messageDigest] ?? []),
            octetString(new Uint8Array(32)),
          ],
        },
      },
      'malformed',
    ],
    [
      'an attribute twice',
      { moreAttributes: [encodeAttribute(attributeTypes.messageDigest, [octetString(new Uint8Array(32))])] },
      'malformed',
    ],
    ['two hash functions', { digestAlgorithm: hashIdentifier('sha512') }, 'algorithm-unsupported'],
    ['SHA-1', { digestAlgorithm: sequence(objectId('1.3.14.3.2.26')) }, 'algorithm-unsupported'],
    [
      'a digest that is a text',
      { attributes: { ...rightAttributes, [attributeTypes.messageDigest]: [text('digest')] } },
      'malformed',
    ],
  ])('is refused with %s', (_what, part, code) => {
    expect(open(write(part))).toBe(code);
  });

  test('is refused with a key of a curve that nobody uses', () => {
    const odd = createSigner({ issuer, type: 'secp256k1' });
    expect(open(write({ signer: odd }), odd)).toBe('key-unusable');
  });

  test('is refused where an attribute was changed after signing', () => {
    const changed = Buffer.from(write());
    changed.write('220102000000Z', changed.indexOf('220101000000Z'), 'latin1');
    expect(open(changed)).toBe('signature-invalid');
  });

  test('of another type than plain data needs attributes', () => {
    expect(open(write({ attributes: null }, { contentType: contentTypes.masterList }))).toBe('attributes-missing');
    expect(open(write({}, { contentType: contentTypes.masterList }))).toBe('the content');
  });

  test('never takes attributes that somebody signed for a content', () => {
    const [part] = parseSignedData(new Uint8Array(write())).signerInfos;
    const signed = part?.attributes?.signed ?? new Uint8Array();
    const fields = { contentType: contentTypes.masterList, content: signed };
    expect(open(write({ attributes: null }, fields))).toBe('attributes-missing');
  });

  test('counts for those who are given only', () => {
    expect(open(write({ signer: stranger }))).toBe('signer-unknown');
    expect(open(write({ signer: { ...stranger, certificate: signer.certificate, keyId: signer.keyId } }))).toBe(
      'signature-invalid',
    );
    expect(open(write({}, { parts: [] }))).toBe('unsigned');
    expect(open(write({}, { shown: null }))).toBe('content-missing');
    const rsa = createSigner({ issuer, type: 'rsa' });
    expect(open(write({ signer: { ...rsa, certificate: signer.certificate, keyId: signer.keyId } }))).toBe(
      'signature-invalid',
    );
  });

  test('of several signers needs one that is given, and tells of the fault of that one', () => {
    const part = { signer };
    const wrong = { signer, attributes: without(attributeTypes.contentType) };
    expect(open(write({}, { parts: [{ signer: stranger }, part] }))).toBe('the content');
    expect(open(write({}, { parts: [part, { signer: stranger }] }))).toBe('the content');
    expect(open(write({}, { parts: [{ signer: stranger }, wrong] }))).toBe('attributes-missing');
    expect(open(write({}, { parts: [{ signer: stranger }, { signer: stranger }] }))).toBe('signer-unknown');
    expect(open(write({}, { parts: Array.from({ length: 17 }, () => part) }))).toBe('too-large');
  });

  test('is as old as its signer says, or must be of a signer in date', () => {
    const old = createSigner({ issuer, notAfter: new Date('2022-06-01T00:00:00Z') });
    expect(open(write({ signer: old }), old)).toBe('the content');
    expect(open(write({ signer: old, signedAt: new Date('2022-07-01T00:00:00Z') }), old)).toBe('signer-out-of-date');
    expect(open(write({ signer: old, signedAt: new Date('2020-07-01T00:00:00Z') }), old)).toBe('signer-out-of-date');
    expect(open(write({ signer: old, signedAt: null }), old)).toBe('signer-out-of-date');
    expect(open(write({ signer: old, attributes: null }), old)).toBe('signer-out-of-date');
    expect(open(write({ signedAt: new Date('2023-01-01T00:04:00Z') }))).toBe('the content');
    expect(open(write({ signedAt: new Date('2023-01-01T00:06:00Z') }))).toBe('signed-in-the-future');
  });

  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['nothing as a text', Buffer.from(' \n')],
    ['a certificate', signer.certificate],
    ['another kind of CMS', sequence(objectId('1.2.840.113549.1.7.3'), explicit(0, sequence()))],
    ['a tag of several bytes', Uint8Array.of(0x30, 0x80, 0x1f, 0x81, 0x01, 0, 0)],
    ['a length of five bytes', Uint8Array.of(0x30, 0x85, 0, 0, 0, 0, 1, 0)],
    ['a length beyond its end', Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0)],
    ['a length cut off', Uint8Array.of(0x30, 0x84, 0xff)],
    ['layers without an end', Buffer.alloc(200_000, Uint8Array.of(0x30, 0x80))],
    ['elements without an end', sequence(Buffer.alloc(200_000, Uint8Array.of(0x04, 0x00)))],
    ['something behind it', Buffer.concat([write(), Uint8Array.of(0)])],
    ['too many bytes', Buffer.concat([Uint8Array.of(0x30, 0x84, 1, 0, 0, 0), Buffer.alloc(0x1000000)])],
  ])('is not %s', (_what, bytes) => {
    expect(open(bytes)).toMatch(/^(malformed|too-large)$/u);
  });

  test('is refused wherever it is cut off', () => {
    const der = write();
    for (let length = 0; length < der.length; length++) expect(open(der.subarray(0, length))).not.toBe('the content');
  });

  test('is refused with any bit turned, but for those that only announce what is said again', () => {
    const der = Buffer.from(write());
    const contentAt = der.indexOf(content);
    const versionAt = der.lastIndexOf(Buffer.concat([integer(Uint8Array.of(1)), Uint8Array.of(0x30)])) + 2;
    const passed = new Set<number>();
    for (let bit = 0; bit < der.length * 8; bit++) {
      const changed = Buffer.from(der);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const opened = open(changed);
      expect(opened).toMatch(/^(the content|[a-z-]+)$/u);
      if (opened === 'the content') passed.add(bit >> 3);
    }
    expect([...passed].filter((at) => at >= contentAt)).toEqual([versionAt]);
  });

  test('any bytes are refused', () => {
    const der = Buffer.from(write());
    const change = fc.record({ at: fc.nat(der.length - 1), byte: fc.nat(255) });
    const changed = fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
      const copy = Uint8Array.from(der);
      for (const { at, byte } of changes) copy[at] = byte;
      return copy;
    });
    const bytes = fc.oneof(
      changed,
      fc.uint8Array({ maxLength: 300 }),
      fc.string().map((line) => Buffer.from(line)),
    );
    const property = fc.property(bytes, (hostile) => {
      const opened = open(hostile);
      // It passes unchanged in what was signed, or not at all.
      expect(opened).toMatch(/^(the content|[a-z-]+)$/u);
    });
    fc.assert(property, { numRuns: 5000 });
  });
});
