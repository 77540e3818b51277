import type { KeyObject } from 'node:crypto';
import { findMember } from '../json.ts';
import { collectEntries, type CollectOptions } from './collect-entries.ts';
import { algorithmOf, publicKeyFromEd25519, publicKeyFromJwk, publicKeyFromPem, spkiOf } from './public-key.ts';
import { trustEntryFromCertificate } from './trust-entry-from-certificate.ts';
import type { TrustEntry } from './trust-store.ts';

export interface DidDocumentOptions extends CollectOptions {
  /** What the keys are trusted for; `nz-pass` unless told. */
  readonly scheme?: 'nz-pass' | 'divoc' | 'hcert';
  /** The issuer that the keys are bound to, where it is not the document's own `id`; `hcert` binds none. */
  readonly issuer?: string;
  /** The document's `id` unless told or a certificate names somebody. */
  readonly name?: string;
  /** ISO 3166 alpha-2; empty unless told or a certificate names one. */
  readonly country?: string;
  /** True for keys of test and demo issuers. */
  readonly demo: boolean;
}

interface Method {
  readonly id: string;
  readonly value: unknown;
}

/**
 * The keys of a DID document (DID Core 1.0 §5.2), already parsed. Only keys that the document authorises for assertions
 * count; lists for `hcert` have no such part, there every key counts. Understands `publicKeyJwk` (for `nz-pass` the only
 * one allowed), also with a certificate chain whose first certificate must carry the same key, `publicKeyPem`,
 * `publicKeyBase58` and `publicKeyMultibase` of Ed25519. Throws a TypeError that names the key.
 */
export function trustEntriesFromDidDocument(document: unknown, options: DidDocumentOptions): TrustEntry[] {
  const did = findMember(document, 'id');
  if (typeof did !== 'string' || !did.startsWith('did:')) throw new TypeError('a DID document has a DID as id');
  const { scheme = 'nz-pass' } = options;
  const methods = methodsOf(findMember(document, 'verificationMethod'), did);
  const authorised = authorisedMethods(findMember(document, 'assertionMethod'), methods, did);
  return collectEntries(
    scheme === 'hcert' ? methods : authorised,
    { nameOf: ({ id }) => id, entryOf: (method) => entryFromMethod(method, did, { ...options, scheme }) },
    options,
  );
}

function methodsOf(value: unknown, did: string): Method[] {
  if (!Array.isArray(value)) return [];
  return value.map((method: unknown) => ({ id: absoluteId(findMember(method, 'id'), did), value: method }));
}

/** A relationship refers to a method by its id or holds the method itself (DID Core §5.3). */
function authorisedMethods(value: unknown, methods: readonly Method[], did: string): Method[] {
  const references: readonly unknown[] = Array.isArray(value) ? value : [value];
  return references
    .filter((reference) => reference !== undefined)
    .flatMap((reference) => {
      if (typeof reference !== 'string') return methodsOf([reference], did);
      const id = absoluteId(reference, did);
      const found = methods.filter((method) => method.id === id);
      return found.length === 0 ? [{ id, value: undefined }] : found;
    });
}

function absoluteId(id: unknown, did: string): string {
  if (typeof id !== 'string') return `${did}#`;
  return id.startsWith('#') ? `${did}${id}` : id;
}

type SchemeOptions = DidDocumentOptions & { readonly scheme: 'nz-pass' | 'divoc' | 'hcert' };

function entryFromMethod({ id, value }: Method, did: string, options: SchemeOptions): TrustEntry {
  const { scheme, demo } = options;
  const key = publicKeyOf(value, scheme);
  const certified = findCertified(value, key, demo);
  return {
    scheme,
    keyId: keyIdOf(id, scheme),
    issuer: scheme === 'hcert' ? '' : (options.issuer ?? did),
    country: options.country ?? certified?.country ?? '',
    name: options.name ?? certified?.name ?? did,
    spki: spkiOf(key),
    algorithm: algorithmOf(key),
    notBefore: certified?.notBefore ?? null,
    notAfter: certified?.notAfter ?? null,
    usages: certified?.usages ?? null,
    demo,
  };
}

/** As the scheme writes key identifiers, see `TrustScheme`. */
function keyIdOf(id: string, scheme: SchemeOptions['scheme']): string {
  if (scheme === 'divoc') return id;
  const fragment = id.slice(id.indexOf('#') + 1);
  if (!id.includes('#') || fragment === '') throw new TypeError('the id of a key has a fragment');
  return decodeURIComponent(fragment);
}

function publicKeyOf(method: unknown, scheme: SchemeOptions['scheme']): KeyObject {
  const jwk = findMember(method, 'publicKeyJwk');
  if (scheme === 'nz-pass' && (jwk === undefined || findMember(method, 'type') !== 'JsonWebKey2020')) {
    throw new TypeError('a key for passes is a JsonWebKey2020');
  }
  if (jwk !== undefined) return publicKeyFromJwk(jwk);
  const pem = findMember(method, 'publicKeyPem');
  if (typeof pem === 'string') return publicKeyFromPem(pem);
  const base58 = findMember(method, 'publicKeyBase58');
  if (typeof base58 === 'string') return publicKeyFromEd25519(fromBase58(base58));
  const multibase = findMember(method, 'publicKeyMultibase');
  if (typeof multibase === 'string') return publicKeyFromMultibase(multibase);
  throw new TypeError('a key in a form that is not known');
}

/** The certificate beside a key says who holds it, since when, and for what. */
function findCertified(method: unknown, key: KeyObject, demo: boolean): TrustEntry | undefined {
  const chain = findMember(findMember(method, 'publicKeyJwk'), 'x5c');
  if (chain === undefined) return undefined;
  const leaf: unknown = Array.isArray(chain) ? chain[0] : undefined;
  if (typeof leaf !== 'string') throw new TypeError('x5c must be an array of certificates');
  const entry = trustEntryFromCertificate(leaf, { demo });
  if (entry.spki !== spkiOf(key)) throw new TypeError('the certificate carries another key');
  return entry;
}

const ed25519Codec = [0xed, 0x01];
const ed25519Bytes = 32;

/** Multibase `z` is base58; the multicodec before the key says of what kind it is. */
function publicKeyFromMultibase(text: string): KeyObject {
  const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : new Uint8Array();
  const isEd25519 = ed25519Codec.every((byte, at) => bytes[at] === byte);
  if (!isEd25519) throw new TypeError('publicKeyMultibase must be an Ed25519 key in base58');
  return publicKeyFromEd25519(bytes.subarray(ed25519Codec.length));
}

const base58Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function fromBase58(text: string): Uint8Array {
  if (text.length > 2 * ed25519Bytes) throw new TypeError('longer than an Ed25519 key');
  let number = 0n;
  for (const character of text) {
    const digit = base58Alphabet.indexOf(character);
    if (digit === -1) throw new TypeError('not base58');
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16);
  const leadingZeros = /^1*/u.exec(text)?.[0].length ?? 0;
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.alloc(leadingZeros), number === 0n ? Buffer.alloc(0) : digits]);
}
