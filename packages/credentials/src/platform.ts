import type { Bytes } from './bytes.ts';
import type { Algorithm, TrustEntry } from './trust/trust-store.ts';

export type Inflated = Bytes | 'too-large' | 'invalid';

/** What Node and browsers do differently. Node answers at once, a browser with a promise. */
export interface Platform {
  /** Inflates a zlib stream that must end exactly where the bytes end, and stops at `maxBytes`. */
  inflate(bytes: Bytes, maxBytes: number): Inflated | Promise<Inflated>;
  /** Verifies with the entry's key, which it imports once; `unusable` where the key is not what `algorithm` needs. */
  verifySignature(entry: TrustEntry, signed: Bytes, signature: Bytes): SignatureOutcome | Promise<SignatureOutcome>;
}

export type SignatureOutcome = 'valid' | 'invalid' | 'unusable';

/** ES256 signatures are r and s, 32 bytes each; the DER form is refused. */
const es256SignatureBytes = 64;

/** The sizes HCERT names for PS256. */
export function isAcceptedModulus(bits: number | undefined): boolean {
  return bits !== undefined && bits >= 2048 && bits <= 3072;
}

export function isAcceptedSignatureLength(algorithm: Algorithm, signature: Uint8Array): boolean {
  return algorithm === 'PS256' || signature.length === es256SignatureBytes;
}
