import type { Bytes } from '../bytes.ts';
import { contextTag, DerReader, refuseCertificate, tags } from './der.ts';
import { noExtensions, readExtensions, type CertificateExtensions } from './extensions.ts';
import { readName, type DistinguishedName } from './name.ts';
import { readPublicKey, type CertificateKey } from './public-key.ts';
import { parseSignatureAlgorithm, type CertificateSignatureAlgorithm } from './signature-algorithm.ts';
import { readInstantMs, readInteger, readSmallInteger, readWholeBits } from './values.ts';

/** An X.509 certificate of version 1 or 3, taken apart; nothing about it is verified. */
export interface X509 {
  /** The bytes that the signature covers. */
  readonly signed: Bytes;
  readonly serial: Bytes;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly publicKey: CertificateKey;
  /** `null` where it is none that we accept. */
  readonly signatureAlgorithm: CertificateSignatureAlgorithm | null;
  readonly signature: Bytes;
  readonly extensions: CertificateExtensions;
}

/** Genuine certificates of signers and authorities take one to two kibibytes. */
const maxCertificateBytes = 8 * 1024;

/** Reads a certificate (RFC 5280 §4.1), DER only. Throws a Refusal with `certificate-invalid` and the field. */
export function parseCertificate(der: Bytes): X509 {
  if (der.length > maxCertificateBytes) refuseCertificate('size');
  const file = new DerReader(der, 'certificate');
  const certificate = file.open();
  file.end();
  const signed = certificate.get(tags.sequence);
  const algorithm = certificate.get(tags.sequence);
  const signature = readWholeBits(certificate);
  certificate.end();
  const fields = readFields(new DerReader(signed.content, 'tbsCertificate'));
  if (!areEqual(fields.algorithm, algorithm.content)) refuseCertificate('signatureAlgorithm');
  return {
    ...fields.found,
    signed: signed.raw,
    signatureAlgorithm: parseSignatureAlgorithm(algorithm.content),
    signature,
  };
}

const version3 = 3;
const writtenVersion3 = 2;

function readFields(reader: DerReader) {
  const hasExtensions = readVersion(reader) === version3;
  const serial = readInteger(reader);
  const algorithm = reader.get(tags.sequence).content;
  const issuer = readName(reader);
  const validity = reader.open();
  const [notBeforeMs, notAfterMs] = [readInstantMs(validity), readInstantMs(validity)];
  validity.end();
  const subject = readName(reader);
  const publicKey = readPublicKey(reader);
  const extensions = hasExtensions ? readExtensionField(reader) : noExtensions;
  reader.end();
  return { algorithm, found: { serial, issuer, subject, notBeforeMs, notAfterMs, publicKey, extensions } };
}

/** Version 1 is not written (RFC 5280 §4.1.2.1), and nobody issues version 2. */
function readVersion(reader: DerReader): 1 | 3 {
  const field = reader.find(contextTag(0, 'constructed'));
  if (field === undefined) return 1;
  const version = new DerReader(field.content, 'version');
  if (readSmallInteger(version) !== writtenVersion3) version.refuse();
  version.end();
  return version3;
}

/** The unique identifiers before the extensions are skipped. */
function readExtensionField(reader: DerReader): CertificateExtensions {
  reader.find(contextTag(1, 'primitive'));
  reader.find(contextTag(2, 'primitive'));
  const field = reader.find(contextTag(3, 'constructed'));
  const outer = new DerReader(field?.content ?? refuseCertificate('extensions'), 'extensions');
  const list = outer.open();
  outer.end();
  return readExtensions(list);
}

function areEqual(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
