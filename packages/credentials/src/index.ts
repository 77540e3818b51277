export type * from './facts.ts';
export { readCredential, type Reading } from './read-credential.ts';
export {
  createTrustStore,
  type Algorithm,
  type CertificateKind,
  type TrustEntry,
  type TrustStore,
} from './trust/trust-store.ts';
export { verifyCredential, type Verification, type VerifyOptions } from './verify-credential.ts';
export { violationCodes, type Layer, type Violation, type ViolationCode } from './violation.ts';
