import type { TrustScheme } from '../trust/trust-store.ts';

/** By what a list of revoked credentials can name one. */
export interface RevocationSubject {
  readonly scheme: TrustScheme;
  /** The signer's key, as in its trust entry. */
  readonly keyId: string;
  /** The issuer that the signer's key is bound to; empty where the scheme binds none. */
  readonly issuer: string;
  /** The credential's identifiers, see `Facts`. */
  readonly identifiers: readonly string[];
  readonly revocationId: { readonly id: string; readonly issuedAtMs: number } | null;
}

/** The credentials that no longer count although they are genuine. Looked up in memory, never over the network. */
export interface RevocationStore {
  /** `revoked` by the issuer, `denied` by the list of this installation. */
  find(subject: RevocationSubject): 'revoked' | 'denied' | undefined;
}
