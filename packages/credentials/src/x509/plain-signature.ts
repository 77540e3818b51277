import type { Bytes } from '../bytes.ts';
import { coordinateBytes } from './curves.ts';
import { findEcdsaSignature } from './ecdsa-signature.ts';
import type { CertificateKey } from './public-key.ts';
import type { CertificateSignatureAlgorithm } from './signature-algorithm.ts';

/**
 * A signature as platforms take it: that of ECDSA is r and s in full length. Nothing where the algorithm is not one of
 * this type of key, or where the form is wrong.
 */
export function findPlainSignature(
  key: CertificateKey,
  algorithm: CertificateSignatureAlgorithm,
  signature: Bytes,
): Bytes | undefined {
  if ((key.type === 'ec') !== (algorithm.type === 'ecdsa')) return undefined;
  return key.type === 'ec' ? findEcdsaSignature(signature, coordinateBytes[key.curve]) : signature;
}
