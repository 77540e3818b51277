import { CmsFault, decodeCms, parseSignedData, verifySignedData, type SignedData } from '../../cms/index.ts';
import type { Bytes } from '../../bytes.ts';
import { tags, type X509 } from '../../x509/index.ts';

const plainData = '1.2.840.113549.1.7.1';

export interface SignedCertificateOptions {
  /** Those of whom one must have signed. */
  readonly signers: readonly X509[];
  readonly nowMs: number;
}

/**
 * The certificate (DER) of a CMS file that holds one, as states upload their signers to the EU gateway (Digital Green
 * Certificate Gateway, "Signed Certificate"). Certificates that the file brings along for its signer are not looked at.
 * @throws CmsFault
 */
export function openSignedCertificate(file: Uint8Array, options: SignedCertificateOptions): Bytes {
  const data = parseSignedData(decodeCms(file));
  assertSigned(data, options);
  if (data.content[0] !== tags.sequence) throw new CmsFault('content-invalid', 'not a certificate');
  return data.content;
}

/**
 * The certificate (DER) whose signature comes apart from it, both in base64, as in the gateway's list (`rawData`,
 * `signature`).
 * @throws CmsFault
 */
export function openDetachedCertificate(rawData: string, signature: string, options: SignedCertificateOptions): Bytes {
  if (signature === '') throw new CmsFault('unsigned');
  const certificate = new Uint8Array(Buffer.from(rawData, 'base64'));
  assertSigned(parseSignedData(decodeCms(Buffer.from(signature)), certificate), options);
  return certificate;
}

function assertSigned(data: SignedData, { signers, nowMs }: SignedCertificateOptions): void {
  if (data.contentType !== plainData) throw new CmsFault('content-type-unexpected', data.contentType);
  verifySignedData(data, { certificates: signers, otherwise: 'signer-unknown', assertMaySign, nowMs });
}

/** Being given is what makes a signer trusted, but for one whose certificate says that its key is for something else. */
function assertMaySign({ extensions }: X509): void {
  if (extensions.keyUsage?.signsData === false) throw new CmsFault('signer-purpose', 'key usage');
}
