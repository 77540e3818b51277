export {
  createListKey,
  readListKeys,
  readListSigningKey,
  signList,
  type ListSigningKey,
} from './documents/sign-list.ts';
export { readTrustFolder } from './trust/read-trust-folder.ts';
export { trustEntryFromAuthority } from './trust/trust-entry-from-authority.ts';
export { trustEntryFromCertificate } from './trust/trust-entry-from-certificate.ts';
export { trustEntriesFromDidDocument, type DidDocumentOptions } from './trust/trust-entries-from-did-document.ts';
export { trustEntriesFromJwks, type JwksOptions } from './trust/trust-entries-from-jwks.ts';
export { readTrustSource, type TrustSource, type TrustSourceOptions } from './trust/sources/read-trust-source.ts';
export type { SourceContent, SourceKey } from './trust/sources/source-key.ts';
export { compileRevocations, type CompileRevocationsOptions } from './revocation/compile-revocations.ts';
export {
  readRevocationSource,
  type Revocations,
  type RevocationSource,
  type RevokedHash,
} from './revocation/read-revocation-source.ts';
