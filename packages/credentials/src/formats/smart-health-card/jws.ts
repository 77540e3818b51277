import { encodeText, fromBase64Url, type Bytes } from '../../bytes.ts';
import { findMember, maxJsonLength, parseStrictJson } from '../../json.ts';
import type { Platform } from '../../platform.ts';
import { Refusal } from '../../violation.ts';
import { inflatePayload } from './inflate-payload.ts';

/** A signed card (RFC 7515 §7.1, compact serialization), taken apart and inflated but not verified. */
export interface SignedCard {
  readonly keyId: string;
  /** The JSON of the payload, not checked yet. */
  readonly payload: unknown;
  readonly signature: Bytes;
  readonly getSigned: () => Bytes;
}

const signing = { layer: 'jws', section: 'SHC, Signing Health Cards' } as const;
const maxKeyIdLength = 128;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export async function parseJws(jws: string, platform: Platform): Promise<SignedCard> {
  if (jws.length > maxJsonLength) throw new Refusal('text-too-long');
  const [header, payload, signature, ...others] = jws.split('.', 4);
  if (header === undefined || payload === undefined || signature === undefined || others.length > 0) {
    throw new Refusal('jws-invalid', 'three parts');
  }
  const keyId = readHeader(parseStrictJson(decodeUtf8(decodePart(header, 'header'))));
  return {
    keyId,
    payload: parseStrictJson(decodeUtf8(await inflatePayload(decodePart(payload, 'payload'), platform))),
    signature: decodePart(signature, 'signature'),
    getSigned: () => encodeText(`${header}.${payload}`),
  };
}

/** Keys and addresses that a header may carry besides are never looked at. */
function readHeader(header: unknown): string {
  if (findMember(header, 'alg') !== 'ES256') throw new Refusal('algorithm-unsupported', 'alg', signing);
  if (findMember(header, 'zip') !== 'DEF') throw new Refusal('jws-invalid', 'zip', signing);
  if (findMember(header, 'crit') !== undefined)
    throw new Refusal('jws-invalid', 'crit', { section: 'RFC 7515 §4.1.11' });
  const keyId = findMember(header, 'kid');
  if (typeof keyId !== 'string' || keyId === '' || keyId.length > maxKeyIdLength) {
    throw new Refusal('key-id-missing', 'kid', signing);
  }
  return keyId;
}

function decodePart(text: string, part: string): Bytes {
  const bytes = fromBase64Url(text);
  if (bytes === undefined) throw new Refusal('base64-invalid', part);
  return bytes;
}

function decodeUtf8(bytes: Bytes): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new Refusal('json-invalid', 'text is not UTF-8', { section: 'RFC 8259 §8.1' });
  }
}
