import { readFile } from 'node:fs/promises';
import { decode } from 'cborg';
import type { HashKind } from '../format.ts';
import { findMember } from '../json.ts';
import { readVciRevocations, ridListFrom } from '../trust/sources/vci-directory.ts';
import { splitIdentifier } from './hash-lists.ts';
import { findHash } from './packed-hashes.ts';
import { anySigner, type RidList } from './revocation-list.ts';

/** Where revocations come from. Every path is a file. */
export type RevocationSource =
  /** Lines of 32 hex digits, all of one signer and kind. */
  | { readonly kind: 'hex'; readonly path: string; readonly keyId: string; readonly hash: HashKind }
  /** Lines of JSON, `{"keyId","kind","hash"}`, the hash in hex or base64. */
  | { readonly kind: 'lines'; readonly path: string }
  /** A batch of the EU gateway: `{country, expires, kid, hashType, entries: [{hash}]}`, or an array of such. */
  | { readonly kind: 'dcc-batch'; readonly path: string }
  /** A chunk of the Corona-Warn-App: CBOR `{hashes: [bytes]}`, of one signer and kind. */
  | { readonly kind: 'cwa-chunk'; readonly path: string; readonly keyId: string; readonly hash: HashKind }
  /** A revocation file of a SMART Health Cards issuer. */
  | { readonly kind: 'rid'; readonly path: string; readonly issuer: string }
  | { readonly kind: 'vci-directory'; readonly path: string; readonly signature: string; readonly certificate: string }
  /** Lines of identifiers that this installation denies: `uci:` and 32 hex digits, and so on. */
  | { readonly kind: 'denied'; readonly path: string };

export interface RevokedHash {
  /** Standard base64. */
  readonly keyId: string;
  readonly kind: HashKind;
  /** 32 lower-case hex digits. */
  readonly hash: string;
}

export interface Revocations {
  readonly hashes: readonly RevokedHash[];
  readonly ridLists: readonly RidList[];
  readonly denied: readonly string[];
}

const nothing: Revocations = { hashes: [], ridLists: [], denied: [] };

/**
 * Reads one source. A batch that has expired by `now` gives nothing, as its issuer wants it.
 * @throws Error naming the line where it cannot be read: a revocation that is passed over would admit somebody
 */
export async function readRevocationSource(source: RevocationSource, now: Date): Promise<Revocations> {
  if (source.kind === 'vci-directory') {
    const { path, signature, certificate } = source;
    const [snapshot = nobytes, signed = nobytes, signer = nobytes] = await Promise.all(
      [path, signature, certificate].map((file) => readFile(file)),
    );
    return { ...nothing, ridLists: readVciRevocations({ snapshot, signature: signed, certificate: signer }) };
  }
  const content = await readFile(source.path);
  switch (source.kind) {
    case 'hex':
      return { ...nothing, hashes: eachLine(content, (line) => hashOf(readKeyId(source.keyId), source.hash, line)) };
    case 'lines':
      return { ...nothing, hashes: eachLine(content, readLine) };
    case 'dcc-batch':
      return { ...nothing, hashes: readBatches(JSON.parse(content.toString('utf8')), now) };
    case 'cwa-chunk':
      return {
        ...nothing,
        hashes: readChunk(content).map((hash) => hashOf(readKeyId(source.keyId), source.hash, hash)),
      };
    case 'rid':
      return { ...nothing, ridLists: [ridListFrom(JSON.parse(content.toString('utf8')), source.issuer)] };
    default:
      return { ...nothing, denied: eachLine(content, readIdentifier) };
  }
}

const nobytes = new Uint8Array();

/** Lines that are empty or begin with `#` say nothing. */
function eachLine<T>(content: Buffer, read: (line: string) => T): T[] {
  return content
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) => {
      const text = line.trim();
      if (text === '' || text.startsWith('#')) return [];
      try {
        return [read(text)];
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new TypeError(`line ${index + 1}: ${reason}`, { cause });
      }
    });
}

const kinds: Readonly<Record<string, HashKind>> = {
  uci: 'uci',
  'country-uci': 'country-uci',
  signature: 'signature',
  UCI: 'uci',
  COUNTRYCODEUCI: 'country-uci',
  SIGNATURE: 'signature',
};

function readKeyId(value: unknown): string {
  if (typeof value === 'string' && /^[A-Za-z0-9+/]{2,64}={0,2}$/u.test(value)) return value;
  throw new TypeError('the key identifier must be base64');
}

function hashOf(keyId: string, kind: unknown, hash: unknown): RevokedHash {
  const known = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (known === undefined) throw new TypeError('the kind must be uci, country-uci or signature');
  const text = typeof hash === 'string' ? hash : '';
  const hex = /^[0-9a-fA-F]{32}$/u.test(text) ? text.toLowerCase() : Buffer.from(text, 'base64').toString('hex');
  if (findHash(hex) === undefined) throw new TypeError('a hash must have 16 bytes');
  return { keyId, kind: known, hash: hex };
}

function readLine(line: string): RevokedHash {
  const value: unknown = JSON.parse(line);
  return hashOf(readKeyId(findMember(value, 'keyId')), findMember(value, 'kind'), findMember(value, 'hash'));
}

/** What the gateway writes where an issuer no longer knows with which of its keys a certificate was signed. */
const unknownKey = 'UNKNOWN_KID';

function readBatches(value: unknown, now: Date): RevokedHash[] {
  const batches: readonly unknown[] = Array.isArray(value) ? value : [value];
  return batches.flatMap((batch) => {
    const [key, kind, expires, entries] = ['kid', 'hashType', 'expires', 'entries'].map((member) =>
      findMember(batch, member),
    );
    if (!Array.isArray(entries)) throw new TypeError('a batch has entries');
    if (typeof expires === 'string' && Date.parse(expires) < now.getTime()) return [];
    const keyId = key === unknownKey ? anySigner : readKeyId(key);
    return entries.map((entry: unknown) => hashOf(keyId, kind, findMember(entry, 'hash')));
  });
}

function readChunk(content: Uint8Array): string[] {
  const hashes = findMember(decode(content, { rejectDuplicateMapKeys: true }), 'hashes');
  if (!Array.isArray(hashes)) throw new TypeError('a chunk has hashes');
  return hashes.map((hash: unknown) => (hash instanceof Uint8Array ? Buffer.from(hash).toString('hex') : ''));
}

function readIdentifier(line: string): string {
  if (splitIdentifier(line) === undefined) throw new TypeError('not an identifier of a credential');
  return line;
}
