import { getUsableSpki } from './certificate-key.ts';
import { readCertificate } from './read-certificate.ts';
import type { TrustEntry } from './trust-store.ts';

/**
 * Turns the certificate of a country's signing authority (CSCA; PEM, DER, or base64 of DER) into the trust entry that
 * VDS-NC credentials are followed to. Throws a TypeError that says what is wrong with it: it must be an authority's by its
 * basic constraints and key usage, name a country, and have a subject key identifier. It does not judge the certificate's
 * own signature: being in the trust list is what makes it trusted.
 */
export function trustEntryFromAuthority(
  certificate: string | Uint8Array,
  options: { readonly demo: boolean },
): TrustEntry {
  const { subject, extensions, publicKey, notBeforeMs, notAfterMs } = readCertificate(certificate);
  if (!extensions.isAuthority || extensions.keyUsage?.signsCertificates === false) {
    throw new TypeError('not the certificate of an authority');
  }
  if (extensions.subjectKeyId === null) throw new TypeError('the authority has no subject key identifier');
  if (!/^[A-Z]{2}$/u.test(subject.country)) throw new TypeError('the authority names no country');
  return {
    scheme: 'vds-nc',
    keyId: extensions.subjectKeyId,
    issuer: '',
    country: subject.country,
    name: subject.commonName || subject.organization,
    spki: Buffer.from(getUsableSpki(publicKey)).toString('base64'),
    algorithm: 'X509',
    notBefore: new Date(notBeforeMs).toISOString(),
    notAfter: new Date(notAfterMs).toISOString(),
    usages: null,
    demo: options.demo,
  };
}
