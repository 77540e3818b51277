import { constants, createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import { inflateRawSync, inflateSync } from 'node:zlib';
import type { Bytes } from './bytes.ts';
import {
  isAcceptedModulus,
  isAcceptedSignatureLength,
  type AuthorityKey,
  type Compression,
  type Inflated,
  type SignatureOutcome,
  type VerificationKey,
} from './platform.ts';

const importedKeys = new WeakMap<VerificationKey, KeyObject | null>();

/** Real certificates inflate to less than one kibibyte, so small chunks save memory and time. */
const inflateChunkBytes = 4096;

const inflaters = { zlib: inflateSync, raw: inflateRawSync } as const;

export function inflate(bytes: Bytes, maxBytes: number, compression: Compression): Inflated {
  try {
    const options = { maxOutputLength: maxBytes, chunkSize: inflateChunkBytes, info: true };
    const result: unknown = inflaters[compression](bytes, options);
    const { buffer, engine } = result as { buffer: Buffer<ArrayBuffer>; engine: { bytesWritten: number } };
    if (engine.bytesWritten !== bytes.length) return 'invalid';
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  } catch (error) {
    return error instanceof RangeError ? 'too-large' : 'invalid';
  }
}

export function sha256(bytes: Bytes): Bytes {
  return new Uint8Array(hash('sha256', bytes, 'buffer'));
}

export function sha256Hex(content: Bytes | string): string {
  return hash('sha256', content, 'hex');
}

export function fingerprint(text: string): string {
  return hash('sha256', text, 'binary');
}

const hashes = { ES256: 'sha256', ES384: 'sha384', ES512: 'sha512', PS256: 'sha256', EdDSA: null } as const;

export function verifySignature(entry: VerificationKey, signed: Bytes, signature: Bytes): SignatureOutcome {
  const key = importedKey(entry);
  if (key === null) return 'unusable';
  if (!isAcceptedSignatureLength(entry.algorithm, signature)) return 'invalid';
  try {
    return verify(hashes[entry.algorithm], signed, signatureOptions(entry, key), signature) ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}

function signatureOptions({ algorithm }: VerificationKey, key: KeyObject) {
  if (algorithm === 'PS256') return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return algorithm === 'EdDSA' ? { key } : { key, dsaEncoding: 'ieee-p1363' as const };
}

export function verifyCertificateSignature(authority: AuthorityKey, signed: Bytes, signature: Bytes): SignatureOutcome {
  const key = importAuthorityKey(authority);
  if (key === null) return 'unusable';
  const { algorithm } = authority;
  const hashName = algorithm.hash.replace('-', '').toLowerCase();
  try {
    return verify(hashName, signed, { key, ...certificateOptions(algorithm) }, signature) ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}

function importAuthorityKey({ key }: AuthorityKey): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

function certificateOptions(algorithm: AuthorityKey['algorithm']) {
  if (algorithm.type === 'ecdsa') return { dsaEncoding: 'ieee-p1363' as const };
  if (algorithm.type === 'rsa-pkcs1') return { padding: constants.RSA_PKCS1_PADDING };
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltBytes };
}

function importedKey(entry: VerificationKey): KeyObject | null {
  let key = importedKeys.get(entry);
  if (key === undefined) {
    key = importKey(entry);
    importedKeys.set(entry, key);
  }
  return key;
}

function importKey(entry: VerificationKey): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(entry.spki, 'base64'), format: 'der', type: 'spki' });
    return fitsAlgorithm(key, entry) ? key : null;
  } catch {
    return null;
  }
}

const curves = { ES256: 'prime256v1', ES384: 'secp384r1', ES512: 'secp521r1' } as const;

function fitsAlgorithm(key: KeyObject, { algorithm }: VerificationKey): boolean {
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
  if (algorithm === 'PS256') return key.asymmetricKeyType === 'rsa' && isAcceptedModulus(modulusLength);
  if (algorithm === 'EdDSA') return key.asymmetricKeyType === 'ed25519';
  return key.asymmetricKeyType === 'ec' && namedCurve === curves[algorithm];
}
