import type { Bytes } from './bytes.ts';
import type { Algorithm } from './trust/trust-store.ts';
import type { CertificateKey, CertificateSignatureAlgorithm } from './x509/index.ts';

export type Inflated = Bytes | 'too-large' | 'invalid';

/** `zlib` is RFC 1950, with header and checksum; `raw` is RFC 1951 alone. */
export type Compression = 'zlib' | 'raw';

/** A public key with the one algorithm that it is used for. Keep the object: the imported key is remembered with it. */
export interface VerificationKey {
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly spki: string;
  readonly algorithm: Algorithm;
}

/** What Node and browsers do differently. Node answers at once, a browser with a promise. */
export interface Platform {
  /** Inflates a stream that must end exactly where the bytes end, and stops at `maxBytes`. */
  inflate(bytes: Bytes, maxBytes: number, compression: Compression): Inflated | Promise<Inflated>;
  sha256(bytes: Bytes): Bytes | Promise<Bytes>;
  /** The same in lower-case hexadecimal, of a text by way of UTF-8. */
  sha256Hex(content: Bytes | string): string | Promise<string>;
  /** A SHA-256 of a text in UTF-8 as a short text of its own, the quickest that the platform can make. */
  fingerprint(text: string): string | Promise<string>;
  /** Verifies with a key, which it imports once; `unusable` where the key is not what `algorithm` needs. */
  verifySignature(key: VerificationKey, signed: Bytes, signature: Bytes): SignatureOutcome | Promise<SignatureOutcome>;
  /**
   * Verifies a certificate with the key of its authority; an ECDSA signature is r and s in full length. `unusable` where
   * the platform cannot use that key: browsers know no Brainpool curves.
   */
  verifyCertificateSignature(
    authority: AuthorityKey,
    signed: Bytes,
    signature: Bytes,
  ): SignatureOutcome | Promise<SignatureOutcome>;
}

/** The key of a certificate authority, of the type that its algorithm needs. */
export interface AuthorityKey {
  readonly key: CertificateKey;
  readonly algorithm: CertificateSignatureAlgorithm;
}

export type SignatureOutcome = 'valid' | 'invalid' | 'unusable';

/** The sizes HCERT names for PS256. */
export function isAcceptedModulus(bits: number | undefined): boolean {
  return bits !== undefined && bits >= 2048 && bits <= 3072;
}

/** ECDSA signatures are r and s in full length (RFC 7518 §3.4, RFC 9053 §2.1); the DER form is refused. */
const signatureBytes: Partial<Record<Algorithm, number>> = { ES256: 64, ES384: 96, ES512: 132, EdDSA: 64 };

export function isAcceptedSignatureLength(algorithm: Algorithm, signature: Uint8Array): boolean {
  const expected = signatureBytes[algorithm];
  return expected === undefined || signature.length === expected;
}
