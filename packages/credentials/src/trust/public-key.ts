import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { findMember } from '../json.ts';
import { isAcceptedModulus } from '../platform.ts';
import type { Algorithm } from './trust-store.ts';

const curveAlgorithms: Readonly<Record<string, Algorithm>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

/** The private members that RFC 7518 §6 and RFC 8037 §2 define: whoever publishes one has given the key away. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** The public key of a JWK (RFC 7517). Throws a TypeError where it is none, is private or is not on its curve. */
export function publicKeyFromJwk(jwk: unknown): KeyObject {
  if (privateMembers.some((member) => findMember(jwk, member) !== undefined)) {
    throw new TypeError('the key is private');
  }
  return readKey(() => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }));
}

/** The public key of a PEM text. Throws a TypeError. */
export function publicKeyFromPem(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) throw new TypeError('the key is private');
  return readKey(() => createPublicKey(pem));
}

/** The public key of the 32 bytes of an Ed25519 key (RFC 8032). Throws a TypeError. */
export function publicKeyFromEd25519(bytes: Uint8Array): KeyObject {
  const x = Buffer.from(bytes).toString('base64url');
  return readKey(() => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }));
}

function readKey(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw new TypeError('not a public key', { cause });
  }
}

/** The one algorithm that credentials use a key of this type and size with. Throws a TypeError. */
export function algorithmOf(key: KeyObject): Algorithm {
  const { namedCurve = '', modulusLength } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  if (key.asymmetricKeyType === 'rsa' && isAcceptedModulus(modulusLength)) return 'PS256';
  const algorithm = key.asymmetricKeyType === 'ec' ? curveAlgorithms[namedCurve] : undefined;
  if (algorithm === undefined) throw new TypeError('the key is of no type or size that credentials use');
  return algorithm;
}

/** SubjectPublicKeyInfo, DER, base64. */
export function spkiOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}
