import { createHash } from 'node:crypto';
import type { Bytes } from '../bytes.ts';
import type { HashName, X509 } from '../x509/index.ts';
import { attemptEach, CmsFault } from './cms-fault.ts';
import type { SignedData } from './signed-data.ts';
import type { SignedAttributes } from './signed-attributes.ts';
import { isIdentifiedBy, type SignerInfo } from './signer-info.ts';
import { assertSignedWith } from './verify-signature.ts';

export interface SignerPolicy {
  /** Those by which a signer may be known. */
  readonly certificates: readonly X509[];
  /** What it is where a signer is known by none of them. */
  readonly otherwise: 'signer-unknown' | 'signer-certificate-missing';
  /** @throws CmsFault saying why the holder of a certificate may not sign */
  readonly assertMaySign: (certificate: X509) => void;
  readonly nowMs: number;
}

/** Who signed, and when by the own account; `null` where nothing is said of it. */
export interface VerifiedSigner {
  readonly certificate: X509;
  readonly signedAtMs: number | null;
}

/**
 * Verifies signed data (RFC 5652 §5.6): somebody who may sign must have signed it. Signatures of others count for nothing,
 * neither for it nor against it. A signer's certificate was in date when it signed; where the signature does not say when,
 * it must be in date now.
 * @throws CmsFault
 */
export function verifySignedData(data: SignedData, policy: SignerPolicy): VerifiedSigner {
  return attemptEach(data.signerInfos, (signer) => verifySigner(data, signer, policy), new CmsFault('unsigned'));
}

function verifySigner(data: SignedData, signer: SignerInfo, policy: SignerPolicy): VerifiedSigner {
  const { certificates, otherwise, assertMaySign, nowMs } = policy;
  const known = certificates.filter((certificate) => isIdentifiedBy(certificate, signer.signer));
  const verify = (certificate: X509): VerifiedSigner => {
    assertMaySign(certificate);
    const signed = getSignedBytes(data, signer);
    assertSignedWith(certificate, { ...signer, signed }, 'signature-invalid');
    const signedAtMs = signer.attributes?.signedAtMs ?? null;
    assertTime(certificate, signedAtMs, nowMs);
    return { certificate, signedAtMs };
  };
  return attemptEach(known, verify, new CmsFault(otherwise));
}

const plainData = '1.2.840.113549.1.7.1';

/**
 * What the signature covers (§5.4): the content, or the attributes that hold its digest. Only plain data may be signed
 * without attributes (§5.3): for other content, somebody's attributes could otherwise be passed off as the content.
 */
function getSignedBytes({ contentType, content }: SignedData, { attributes, algorithm, hash }: SignerInfo): Bytes {
  if (hash === null || algorithm === null) throw new CmsFault('algorithm-unsupported');
  if (algorithm.hash !== hash) throw new CmsFault('algorithm-unsupported', 'two hash functions');
  if (attributes !== null) {
    assertAttributes(attributes, contentType, digestOf(content, hash));
    return attributes.signed;
  }
  if (contentType !== plainData) throw new CmsFault('attributes-missing', 'all of them');
  return content;
}

function assertAttributes(attributes: SignedAttributes, contentType: string, digest: Buffer): void {
  if (attributes.contentType === null) throw new CmsFault('attributes-missing', 'content type');
  if (attributes.messageDigest === null) throw new CmsFault('attributes-missing', 'message digest');
  if (attributes.contentType !== contentType) throw new CmsFault('content-type-differs');
  if (!digest.equals(attributes.messageDigest)) throw new CmsFault('digest-differs');
}

function digestOf(content: Bytes, hash: HashName): Buffer {
  return createHash(hash.replace('-', '').toLowerCase()).update(content).digest();
}

const maxSkewMs = 5 * 60_000;

function assertTime(certificate: X509, signedAtMs: number | null, nowMs: number): void {
  if (signedAtMs !== null && signedAtMs > nowMs + maxSkewMs) throw new CmsFault('signed-in-the-future');
  assertInDate(certificate, signedAtMs ?? nowMs);
}

/** @throws CmsFault */
export function assertInDate({ notBeforeMs, notAfterMs }: X509, atMs: number): void {
  if (atMs < notBeforeMs || atMs > notAfterMs) throw new CmsFault('signer-out-of-date');
}
