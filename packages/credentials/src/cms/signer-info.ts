import { toHex, type Bytes } from '../bytes.ts';
import {
  contextTag,
  DerReader,
  parseHashAlgorithm,
  parseSignatureAlgorithm,
  readInteger,
  readObjectId,
  readSmallInteger,
  tags,
  type CertificateSignatureAlgorithm,
  type HashName,
  type X509,
} from '../x509/index.ts';
import { readSignedAttributes, type SignedAttributes } from './signed-attributes.ts';

/** One signer's part of signed data (RFC 5652 §5.3), taken apart; nothing about it is verified. */
export interface SignerInfo {
  readonly signer: SignerIdentifier;
  /** `null` where the algorithm is none that is accepted. */
  readonly hash: HashName | null;
  readonly algorithm: CertificateSignatureAlgorithm | null;
  /** `null`: the signature covers the content itself. */
  readonly attributes: SignedAttributes | null;
  readonly signature: Bytes;
}

type SignerIdentifier =
  | { readonly by: 'serial'; readonly issuer: Bytes; readonly serial: Bytes }
  /** Lower-case hex. */
  | { readonly by: 'key'; readonly subjectKeyId: string };

/** DER only. Throws a Refusal, or a CmsFault. */
export function parseSignerInfo(der: Bytes): SignerInfo {
  const outer = new DerReader(der, 'signerInfo');
  const reader = outer.open();
  outer.end();
  readSmallInteger(reader);
  const signer = readSigner(reader);
  const hash = parseHashAlgorithm(reader.get(tags.sequence).content);
  const attributes = reader.find(contextTag(0, 'constructed'));
  const algorithm = reader.get(tags.sequence).content;
  const signature = reader.get(tags.octets).content;
  // Unsigned attributes prove nothing.
  reader.find(contextTag(1, 'constructed'));
  reader.end();
  return {
    signer,
    hash,
    algorithm: findAlgorithm(algorithm, hash),
    attributes: attributes === undefined ? null : readSignedAttributes(attributes),
    signature,
  };
}

function readSigner(reader: DerReader): SignerIdentifier {
  const key = reader.find(contextTag(0, 'primitive'));
  if (key !== undefined) return { by: 'key', subjectKeyId: toHex(key.content) };
  const pair = reader.open();
  const issuer = pair.get(tags.sequence).raw;
  const serial = readInteger(pair);
  pair.end();
  return { by: 'serial', issuer, serial };
}

const rsaEncryption = '1.2.840.113549.1.1.1';

/** RFC 3370 §3.2: a signature by bare RSA is one of PKCS #1 v1.5 with the hash of the digest. */
function findAlgorithm(content: Bytes, hash: HashName | null): CertificateSignatureAlgorithm | null {
  const oid = readObjectId(new DerReader(content, 'signatureAlgorithm'));
  if (oid === rsaEncryption) return hash === null ? null : { type: 'rsa-pkcs1', hash };
  return parseSignatureAlgorithm(content);
}

/** Is this certificate the one that the signer is identified by? That alone proves nothing. */
export function isIdentifiedBy(certificate: X509, signer: SignerIdentifier): boolean {
  if (signer.by === 'key') return certificate.extensions.subjectKeyId === signer.subjectKeyId;
  return toHex(certificate.serial) === toHex(signer.serial) && toHex(certificate.issuer.raw) === toHex(signer.issuer);
}
