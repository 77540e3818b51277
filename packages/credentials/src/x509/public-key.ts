import type { Bytes } from '../bytes.ts';
import { coordinateBytes, findCurve, findNamedKey, type CurveName } from './curves.ts';
import { DerReader, refuseCertificate, tags } from './der.ts';
import { readObjectId, readUnsigned, readWholeBits } from './values.ts';

/** The key of a certificate; `other` is one that we do not accept as it stands. */
export type CertificateKey = KeyBytes &
  (
    | { readonly type: 'ec'; readonly curve: CurveName }
    | { readonly type: 'rsa'; readonly modulusBits: number }
    | { readonly type: 'other' }
  );

interface KeyBytes {
  /** SubjectPublicKeyInfo, DER, with the curve named where it is one that WebCrypto knows. */
  readonly spki: Bytes;
  /** The key itself: the point of a curve, or modulus and exponent in DER. */
  readonly bits: Bytes;
}

const ecPublicKey = '1.2.840.10045.2.1';
const rsaKeys: readonly string[] = ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'];

export function parsePublicKey(spki: Bytes): CertificateKey {
  const outer = new DerReader(spki, 'subjectPublicKeyInfo');
  const key = readPublicKey(outer);
  outer.end();
  return key;
}

export function readPublicKey(outer: DerReader): CertificateKey {
  const { raw, content } = outer.get(tags.sequence);
  const reader = new DerReader(content, 'subjectPublicKeyInfo');
  const algorithm = reader.open();
  const bits = readWholeBits(reader);
  reader.end();
  const oid = readObjectId(algorithm);
  if (oid === ecPublicKey) return toEcKey(raw, findCurve(algorithm), bits);
  if (rsaKeys.includes(oid)) return { type: 'rsa', modulusBits: modulusBitsOf(bits), spki: raw, bits };
  return { type: 'other', spki: raw, bits };
}

/** A point in full; the compressed form is not accepted. */
function toEcKey(raw: Bytes, curve: CurveName | undefined, bits: Bytes): CertificateKey {
  if (curve === undefined) return { type: 'other', spki: raw, bits };
  if (bits[0] !== 4 || bits.length !== 1 + 2 * coordinateBytes[curve]) refuseCertificate('subjectPublicKeyInfo');
  return { type: 'ec', curve, spki: findNamedKey(curve, bits) ?? raw, bits };
}

function modulusBitsOf(bits: Bytes): number {
  const outer = new DerReader(bits, 'subjectPublicKeyInfo');
  const reader = outer.open();
  outer.end();
  const modulus = readUnsigned(reader);
  readUnsigned(reader);
  reader.end();
  return modulus.length === 0 ? 0 : modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
}
