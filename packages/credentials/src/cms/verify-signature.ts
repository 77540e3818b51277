import type { Bytes } from '../bytes.ts';
import { verifyCertificateSignature } from '../platform-node.ts';
import { getUsableSpki } from '../trust/certificate-key.ts';
import {
  findPlainSignature,
  parsePublicKey,
  type CertificateKey,
  type CertificateSignatureAlgorithm,
  type X509,
} from '../x509/index.ts';
import { CmsFault, type CmsFaultCode } from './cms-fault.ts';

export interface Signature {
  readonly algorithm: CertificateSignatureAlgorithm | null;
  readonly signed: Bytes;
  readonly signature: Bytes;
}

/** Verifies with the key of a certificate. @throws CmsFault, with `onInvalid` where the signature is not of this key */
export function assertSignedWith(
  certificate: X509,
  { algorithm, signed, signature }: Signature,
  onInvalid: CmsFaultCode,
): void {
  if (algorithm === null) throw new CmsFault('algorithm-unsupported');
  const key = getUsableKey(certificate);
  const plain = findPlainSignature(key, algorithm, signature);
  const outcome = plain === undefined ? 'invalid' : verifyCertificateSignature({ key, algorithm }, signed, plain);
  if (outcome === 'unusable') throw new CmsFault('key-unusable');
  if (outcome === 'invalid') throw new CmsFault(onInvalid);
}

function getUsableKey({ publicKey }: X509): CertificateKey {
  try {
    return parsePublicKey(new Uint8Array(getUsableSpki(publicKey)));
  } catch (error) {
    throw new CmsFault('key-unusable', error instanceof TypeError ? error.message : undefined);
  }
}
