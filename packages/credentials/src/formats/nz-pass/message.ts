import type { Bytes } from '../../bytes.ts';
import { decodeEnvelopeCbor, decodeHeadersCbor, Tagged, type CborMap } from '../../cose/cbor.ts';
import { assertNothingCritical } from '../../cose/cose.ts';
import { Refusal } from '../../violation.ts';
import { sections } from './sections.ts';

/** The COSE_Sign1 message of a pass, not verified yet. */
export interface PassMessage {
  readonly keyId: string;
  readonly protectedHeaders: Bytes;
  readonly payload: Bytes;
  readonly signature: Bytes;
}

const coseSign1Tag = 18;
const algorithmLabel = 1;
const keyIdLabel = 4;
const es256 = -7;
const maxKeyIdLength = 64;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Stricter than COSE: the message is tagged, and what names algorithm and key is signed with it. */
export function parsePassMessage(bytes: Uint8Array): PassMessage {
  const message = decodeEnvelopeCbor(bytes);
  if (!(message instanceof Tagged) || message.tag !== coseSign1Tag) throw invalid('tag 18');
  const fields = message.value;
  if (!isFour(fields)) throw invalid('array of four');
  const [protectedHeaders, unprotected, payload, signature] = fields;
  if (!isBytes(protectedHeaders) || !isBytes(payload) || !isBytes(signature) || !(unprotected instanceof Map)) {
    throw invalid('types');
  }
  const headers = readMap(protectedHeaders);
  assertNothingCritical(headers, unprotected);
  return { keyId: readHeaders(headers), protectedHeaders, payload, signature };
}

function isFour(value: unknown): value is readonly [unknown, unknown, unknown, unknown] {
  return Array.isArray(value) && value.length === 4;
}

function readMap(bytes: Bytes): CborMap {
  const headers = bytes.length === 0 ? new Map() : decodeHeadersCbor(bytes);
  if (!(headers instanceof Map)) throw invalid('protected headers');
  return headers;
}

function readHeaders(headers: CborMap): string {
  const keyId = textOf(headers.get(keyIdLabel));
  if (keyId === '' || keyId.length > maxKeyIdLength) {
    throw new Refusal('key-id-missing', 'kid', { section: sections.keyId });
  }
  if (headers.get(algorithmLabel) !== es256) {
    throw new Refusal('algorithm-unsupported', 'alg', { section: sections.algorithm });
  }
  return keyId;
}

/** The specification says text, its own examples and all passes write bytes. */
function textOf(value: unknown): string {
  if (!isBytes(value)) return typeof value === 'string' ? value : '';
  try {
    return strictUtf8.decode(value);
  } catch {
    return '';
  }
}

function isBytes(value: unknown): value is Bytes {
  return value instanceof Uint8Array;
}

function invalid(detail: string): Refusal {
  return new Refusal('cose-invalid', detail, { section: sections.signature });
}
