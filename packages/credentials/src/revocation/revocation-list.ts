import type { HashKind } from '../format.ts';

/** What is revoked, as plain JSON. Every member may be absent. */
export interface RevocationList {
  readonly hashLists?: readonly (ExactHashList | FilteredHashList)[];
  readonly ridLists?: readonly RidList[];
  /** Identifiers of credentials that this installation denies, as in `Facts`: `uci:` and 32 hex digits, and so on. */
  readonly denied?: readonly string[];
}

/** Stands for every signer, where a list does not know whose certificates it revokes. */
export const anySigner = '';

interface HashListOfKey {
  /** Key identifier of the signer, standard base64, or `anySigner`. */
  readonly keyId: string;
  readonly kind: HashKind;
}

/** All revoked hashes of one signer and kind. */
export interface ExactHashList extends HashListOfKey {
  /** Ascending 16-byte hashes without repetition, standard base64. */
  readonly hashes: string;
}

/**
 * A Bloom filter in the place of the hashes. Nobody can be asked at the door, so a hit counts as revoked, unless the hash
 * is among the `exceptions`: credentials that the list's maker knows to be hit by mistake.
 */
export interface FilteredHashList extends HashListOfKey {
  /** The filter's bits, the lowest of each byte first, standard base64. */
  readonly filter: string;
  readonly probes: number;
  /** Ascending 16-byte hashes, standard base64. */
  readonly exceptions: string;
}

/** A SMART Health Cards revocation file with the issuer that published it ("Revocation", method `rid`). */
export interface RidList {
  readonly issuer: string;
  /** JWK thumbprint, base64url. */
  readonly keyId: string;
  /** Counts upwards: of two lists of one key the higher one holds. */
  readonly ctr: number;
  /** Each may end in `.` and an instant in seconds: only cards issued before it are revoked. */
  readonly rids: readonly string[];
}
