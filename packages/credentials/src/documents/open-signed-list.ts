import * as platform from '#platform';
import { encodeText, toBase64Url } from '../bytes.ts';
import { findMember } from '../json.ts';
import { decodeLongBase64 } from '../long-base64.ts';
import type { Platform } from '../platform.ts';
import { assertListContent } from './list-content.ts';
import { listMediaType, type Environment, type ListKey, type SignedList, type SignedListType } from './signed-list.ts';

/** The list that a reader took last. */
export interface LastList {
  readonly number: number;
  readonly digest: string;
}

export interface OpenListOptions<Type extends SignedListType> {
  readonly type: Type;
  readonly environment: Environment;
  /** Who may sign; keys of the other environment are not even tried. */
  readonly keys: readonly ListKey[];
  /** Null where none was taken before. */
  readonly last: LastList | null;
  readonly now: Date;
}

/**
 * | code | what is wrong |
 * |---|---|
 * | `malformed` | no JWS of ours, or its content is not a list of this type |
 * | `signer-unknown` | signed by none of the given keys |
 * | `signature-invalid` | not signed as it claims, or changed since |
 * | `wrong-type` | another kind of list |
 * | `wrong-environment` | a test list where a production list is expected, or the reverse |
 * | `rollback-refused` | older than the last one, or another list of the same number |
 * | `not-yet-valid` | issued more than five minutes in the future |
 */
export type ListRefusal =
  | 'malformed'
  | 'signer-unknown'
  | 'signature-invalid'
  | 'wrong-type'
  | 'wrong-environment'
  | 'rollback-refused'
  | 'not-yet-valid';

/** `stale`: past `nextUpdateAt`, works with an alarm. `expired`: past `staleUntil`, admits nobody. */
export type Freshness = 'fresh' | 'stale' | 'expired';

export type OpenedList<Type extends SignedListType> =
  | {
      readonly ok: true;
      readonly list: Extract<SignedList, { type: Type }>;
      readonly freshness: Freshness;
      /** Names the content, to be kept with the number. */
      readonly digest: string;
      readonly signedBy: string;
    }
  | { readonly ok: false; readonly code: ListRefusal; readonly detail: string };

/** 64 Mi characters hold two million revocation hashes. */
const maxTextLength = 64 * 1024 * 1024;
const maxHeaderLength = 1024;
const skewMs = 5 * 60_000;

/**
 * Opens a signed list: JWS compact serialisation (RFC 7515) with ES256. Nothing of it is read before its signature is
 * verified. Never throws because of the text. An expired list opens too; what it may still do is the caller's choice.
 */
export function openSignedList<Type extends SignedListType>(
  text: string,
  options: OpenListOptions<Type>,
): Promise<OpenedList<Type>> {
  return openSignedListOn(platform, text, options);
}

export async function openSignedListOn<Type extends SignedListType>(
  onPlatform: Platform,
  text: string,
  options: OpenListOptions<Type>,
): Promise<OpenedList<Type>> {
  try {
    const { payload, signedBy } = await verifyText(onPlatform, text.trim(), options);
    const list = readList(payload, options);
    const digest = toBase64Url(await onPlatform.sha256(payload));
    assertNoRollback(list, digest, options.last);
    return { ok: true, list, freshness: freshnessOf(list, options.now), digest, signedBy };
  } catch (error) {
    if (error instanceof ListError) return { ok: false, code: error.code, detail: error.message };
    throw error;
  }
}

class ListError extends Error {
  readonly code: ListRefusal;

  constructor(code: ListRefusal, detail: string) {
    super(detail);
    this.code = code;
  }
}

async function verifyText(onPlatform: Platform, text: string, options: OpenListOptions<SignedListType>) {
  if (text.length > maxTextLength) throw new ListError('malformed', 'the text is too long');
  const [header = '', payload = '', signature = '', ...more] = text.split('.');
  if (signature === '' || more.length > 0) throw new ListError('malformed', 'not a JWS of three parts');
  const keyId = readKeyId(header);
  const key = options.keys.find((each) => each.keyId === keyId);
  if (key === undefined) throw new ListError('signer-unknown', `no key ${keyId} is configured`);
  if (key.environment !== options.environment) {
    throw new ListError('wrong-environment', `key ${keyId} belongs to ${key.environment}`);
  }
  const signed = encodeText(`${header}.${payload}`);
  const verification = { spki: key.spki, algorithm: 'ES256' } as const;
  if ((await onPlatform.verifySignature(verification, signed, decodePart(signature))) !== 'valid') {
    throw new ListError('signature-invalid', `not signed by key ${keyId}`);
  }
  return { payload: decodePart(payload), signedBy: keyId };
}

function readKeyId(header: string): string {
  if (header.length > maxHeaderLength) throw new ListError('malformed', 'the header is too long');
  const value = parseJson(decodePart(header));
  const keyId = findMember(value, 'kid');
  const isOurs = findMember(value, 'alg') === 'ES256' && findMember(value, 'typ') === listMediaType;
  if (!isOurs || typeof keyId !== 'string' || Object.keys(value as object).length !== 3) {
    throw new ListError('malformed', 'the header must be alg ES256, typ and kid');
  }
  return keyId;
}

function decodePart(part: string) {
  try {
    return decodeLongBase64(part, 'base64url');
  } catch (cause) {
    throw new ListError('malformed', cause instanceof Error ? cause.message : 'not base64url');
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ListError('malformed', 'not JSON in UTF-8');
  }
}

function readList<Type extends SignedListType>(payload: Uint8Array, { type, environment, now }: OpenListOptions<Type>) {
  const value = parseJson(payload);
  if (findMember(value, 'type') !== type) throw new ListError('wrong-type', `not a ${type}`);
  if (findMember(value, 'environment') !== environment) {
    throw new ListError('wrong-environment', `not a list of ${environment}`);
  }
  try {
    assertHead(value);
    assertListContent(value, type, environment);
  } catch (cause) {
    throw new ListError('malformed', cause instanceof Error ? cause.message : 'unknown content');
  }
  const list = value as Extract<SignedList, { type: Type }>;
  if (Date.parse(list.issuedAt) > now.getTime() + skewMs) {
    throw new ListError('not-yet-valid', `issued at ${list.issuedAt}`);
  }
  return list;
}

/** @throws TypeError */
export function assertHead(value: unknown): void {
  const number = findMember(value, 'number');
  if (!Number.isSafeInteger(number) || Number(number) < 1) throw new TypeError('number must be a whole number from 1');
  const [issuedAt, nextUpdateAt, staleUntil] = ['issuedAt', 'nextUpdateAt', 'staleUntil'].map((member) => {
    const text = findMember(value, member);
    const instant = typeof text === 'string' ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(instant)) throw new TypeError(`${member} must be an instant`);
    return instant;
  }) as [number, number, number];
  if (!(issuedAt < nextUpdateAt && nextUpdateAt <= staleUntil)) {
    throw new TypeError('issuedAt, nextUpdateAt and staleUntil must follow each other');
  }
}

function assertNoRollback(list: SignedList, digest: string, last: LastList | null): void {
  if (last === null) return;
  if (list.number < last.number) {
    throw new ListError('rollback-refused', `number ${list.number} is older than ${last.number}, taken before`);
  }
  if (list.number === last.number && digest !== last.digest) {
    throw new ListError('rollback-refused', `another list of number ${list.number} was taken before`);
  }
}

export function freshnessOf(
  { nextUpdateAt, staleUntil }: Pick<SignedList, 'nextUpdateAt' | 'staleUntil'>,
  now: Date,
): Freshness {
  if (now.getTime() >= Date.parse(staleUntil)) return 'expired';
  return now.getTime() >= Date.parse(nextUpdateAt) ? 'stale' : 'fresh';
}
