import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { Bytes } from './bytes.ts';
import { isAcceptedModulus, isAcceptedSignatureLength, type Inflated, type SignatureOutcome } from './platform.ts';
import type { TrustEntry } from './trust/trust-store.ts';

const importedKeys = new WeakMap<TrustEntry, KeyObject | null>();

/** Real certificates inflate to less than one kibibyte, so small chunks save memory and time. */
const inflateChunkBytes = 4096;

export function inflate(bytes: Bytes, maxBytes: number): Inflated {
  try {
    const result: unknown = inflateSync(bytes, { maxOutputLength: maxBytes, chunkSize: inflateChunkBytes, info: true });
    const { buffer, engine } = result as { buffer: Buffer<ArrayBuffer>; engine: { bytesWritten: number } };
    if (engine.bytesWritten !== bytes.length) return 'invalid';
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  } catch (error) {
    return error instanceof RangeError ? 'too-large' : 'invalid';
  }
}

export function verifySignature(entry: TrustEntry, signed: Bytes, signature: Bytes): SignatureOutcome {
  const key = importedKey(entry);
  if (key === null) return 'unusable';
  if (!isAcceptedSignatureLength(entry.algorithm, signature)) return 'invalid';
  try {
    return verify('sha256', signed, signatureOptions(entry, key), signature) ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}

function signatureOptions(entry: TrustEntry, key: KeyObject) {
  if (entry.algorithm === 'ES256') return { key, dsaEncoding: 'ieee-p1363' as const };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
}

function importedKey(entry: TrustEntry): KeyObject | null {
  let key = importedKeys.get(entry);
  if (key === undefined) {
    key = importKey(entry);
    importedKeys.set(entry, key);
  }
  return key;
}

function importKey(entry: TrustEntry): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(entry.spki, 'base64'), format: 'der', type: 'spki' });
    return fitsAlgorithm(key, entry) ? key : null;
  } catch {
    return null;
  }
}

function fitsAlgorithm(key: KeyObject, entry: TrustEntry): boolean {
  const details = key.asymmetricKeyDetails;
  if (entry.algorithm === 'ES256') return key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1';
  return key.asymmetricKeyType === 'rsa' && isAcceptedModulus(details?.modulusLength);
}
