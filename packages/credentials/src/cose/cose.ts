import { toBase64, type Bytes } from '../bytes.ts';
import type { Algorithm } from '../trust/trust-store.ts';
import { Refusal } from '../violation.ts';
import { decodeEnvelopeCbor, decodeHeadersCbor, Tagged, type CborMap } from './cbor.ts';

/** A COSE_Sign1 structure (RFC 9052 §4.2), not verified yet. */
export interface SignedMessage {
  readonly algorithm: Algorithm;
  /** Standard base64. */
  readonly keyId: string;
  readonly protectedHeaders: Bytes;
  readonly payload: Bytes;
  readonly signature: Bytes;
}

const coseSign1Tag = 18;
const cwtTag = 61;
const algorithmLabel = 1;
const criticalLabel = 2;
const keyIdLabel = 4;
const maxKeyIdBytes = 64;
const algorithms = new Map<unknown, Algorithm>([
  [-7, 'ES256'],
  [-37, 'PS256'],
]);

export function parseSignedMessage(bytes: Uint8Array): SignedMessage {
  const fields = unwrap(unwrap(decodeEnvelopeCbor(bytes), cwtTag), coseSign1Tag);
  if (!isFour(fields)) throw new Refusal('cose-invalid', 'array of four');
  const [protectedHeaders, unprotected, payload, signature] = fields;
  if (!isBytes(protectedHeaders) || !isBytes(payload) || !isBytes(signature) || !(unprotected instanceof Map)) {
    throw new Refusal('cose-invalid', 'types');
  }
  const headers = readHeaders(protectedHeaders);
  assertNothingCritical(headers, unprotected);
  const algorithm = algorithms.get(headers.get(algorithmLabel) ?? unprotected.get(algorithmLabel));
  if (algorithm === undefined) throw new Refusal('algorithm-unsupported');
  // The protected header wins: only that one is signed.
  const keyId = readKeyId(headers.get(keyIdLabel) ?? unprotected.get(keyIdLabel));
  return { algorithm, keyId, protectedHeaders, payload, signature };
}

function unwrap(value: unknown, tag: number): unknown {
  return value instanceof Tagged && value.tag === tag ? value.value : value;
}

function isFour(value: unknown): value is readonly [unknown, unknown, unknown, unknown] {
  return Array.isArray(value) && value.length === 4;
}

function isBytes(value: unknown): value is Bytes {
  return value instanceof Uint8Array;
}

function readHeaders(bytes: Uint8Array): CborMap {
  if (bytes.length === 0) return new Map();
  const headers = decodeHeadersCbor(bytes);
  if (!(headers instanceof Map)) throw new Refusal('cose-invalid', 'protected headers');
  return headers;
}

/** Nothing that this package understands needs to be called critical, and what it does not understand it must refuse. */
export function assertNothingCritical(...headers: readonly CborMap[]): void {
  if (headers.some((each) => each.has(criticalLabel))) {
    throw new Refusal('cose-invalid', 'crit', { section: 'RFC 9052 §3.1' });
  }
}

function readKeyId(value: unknown): string {
  if (!isBytes(value) || value.length === 0 || value.length > maxKeyIdBytes) throw new Refusal('key-id-missing');
  return toBase64(value);
}

/** `["Signature1", protected, h'', payload]` before its first variable part: an array of four and the text. */
const contextBytes = Uint8Array.of(0x84, 0x6a, ...new TextEncoder().encode('Signature1'));
const emptyBytes = Uint8Array.of(0x40);

/** The bytes that a COSE_Sign1 signature covers (RFC 9052 §4.4). */
export function signedBytes(protectedHeaders: Uint8Array, payload: Uint8Array): Bytes {
  const parts = [
    contextBytes,
    byteStringHead(protectedHeaders.length),
    protectedHeaders,
    emptyBytes,
    byteStringHead(payload.length),
    payload,
  ];
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The shortest head of a CBOR byte string; nothing here is longer than the inflate limit of 64 KiB. */
function byteStringHead(length: number): Uint8Array {
  if (length < 24) return Uint8Array.of(0x40 + length);
  if (length < 0x100) return Uint8Array.of(0x58, length);
  return Uint8Array.of(0x59, length >>> 8, length & 0xff);
}
