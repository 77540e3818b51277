export { assertTrustEntries } from './documents/list-content.ts';
export {
  freshnessOf,
  openSignedList,
  type Freshness,
  type LastList,
  type ListRefusal,
  type OpenedList,
  type OpenListOptions,
} from './documents/open-signed-list.ts';
export type {
  Environment,
  ListHead,
  ListKey,
  SignedList,
  SignedListType,
  SignedRevocationList,
  SignedTrustList,
} from './documents/signed-list.ts';
export { createVerifier, type Verifier, type VerifierOptions } from './create-verifier.ts';
export type * from './facts.ts';
export type { CredentialInput } from './format.ts';
export { isCredential, loadFormats } from './formats.ts';
export { readCredential, type Reading } from './read-credential.ts';
export { collectCode, toSingleText, type Collected, type PartialCredential } from './single-text.ts';
export {
  createTrustStore,
  type Algorithm,
  type CertificateKind,
  type KeyAlgorithm,
  type TrustEntry,
  type TrustScheme,
  type TrustStore,
} from './trust/trust-store.ts';
export { createRevocationStore, joinRevocationStores } from './revocation/create-revocation-store.ts';
export type { ExactHashList, FilteredHashList, RevocationList, RidList } from './revocation/revocation-list.ts';
export type { RevocationStore, RevocationSubject } from './revocation/revocation-store.ts';
export { verifyCredential, type Verification, type VerifyOptions } from './verify-credential.ts';
export { violationCodes, type Layer, type Violation, type ViolationCode } from './violation.ts';
