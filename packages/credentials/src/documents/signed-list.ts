import type { RevocationList } from '../revocation/revocation-list.ts';
import type { TrustEntry } from '../trust/trust-store.ts';

/** Keys and lists of tests and demonstrations never meet those of real doors. */
export type Environment = 'production' | 'test';

/** What every signed list says about itself. Instants are ISO 8601 in UTC. */
export interface ListHead {
  readonly environment: Environment;
  /** Counts upwards by one or more; a reader never goes back. */
  readonly number: number;
  readonly issuedAt: string;
  /** From here on the list is stale: it still works, with an alarm. */
  readonly nextUpdateAt: string;
  /** From here on nobody is admitted by it. */
  readonly staleUntil: string;
}

export interface SignedTrustList extends ListHead {
  readonly type: 'trust-list';
  readonly entries: readonly TrustEntry[];
  /** Key identifiers, alone or after their scheme and a blank, that stay out whatever a source says. */
  readonly removed?: readonly string[];
}

export interface SignedRevocationList extends ListHead, RevocationList {
  readonly type: 'revocation-list';
}

export type SignedList = SignedTrustList | SignedRevocationList;
export type SignedListType = SignedList['type'];

/** A public key that signs lists of one environment, ECDSA P-256. */
export interface ListKey {
  /** SHA-256 of the SubjectPublicKeyInfo, base64url. */
  readonly keyId: string;
  readonly environment: Environment;
  /** SubjectPublicKeyInfo, DER, base64. */
  readonly spki: string;
}

/** `typ` of the JWS header (RFC 7515 §4.1.9). */
export const listMediaType = 'gapura-list+jws';
