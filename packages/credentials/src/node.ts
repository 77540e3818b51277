export { readTrustFolder } from './trust/read-trust-folder.ts';
export { trustEntryFromCertificate } from './trust/trust-entry-from-certificate.ts';
