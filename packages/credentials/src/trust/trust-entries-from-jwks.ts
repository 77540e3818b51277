import { createHash } from 'node:crypto';
import { findMember } from '../json.ts';
import { collectEntries, type CollectOptions } from './collect-entries.ts';
import { algorithmOf, publicKeyFromJwk, spkiOf } from './public-key.ts';
import { trustEntryFromCertificate } from './trust-entry-from-certificate.ts';
import type { TrustEntry } from './trust-store.ts';

export interface JwksOptions extends CollectOptions {
  /** The `iss` of the cards that the keys sign: an `https` URL without a slash at its end. */
  readonly issuer: string;
  readonly name: string;
  /** ISO 3166 alpha-2; empty unless told. */
  readonly country?: string;
  /** True for keys of test and demo issuers. */
  readonly demo: boolean;
}

/**
 * The keys of a SMART Health Cards issuer from its JWK Set, the document at `/.well-known/jwks.json`. Each must be a
 * public P-256 key for signing with ES256 whose `kid` is its own thumbprint (RFC 7638); a certificate chain beside it
 * must begin with the same key, and the chain itself is not followed. Throws a TypeError that names the key.
 */
export function trustEntriesFromJwks(jwks: unknown, options: JwksOptions): TrustEntry[] {
  if (!isIssuerUrl(options.issuer)) {
    throw new TypeError(`issuer ${options.issuer}: must be an https URL without a slash at its end`);
  }
  const keys = findMember(jwks, 'keys');
  if (!Array.isArray(keys)) throw new TypeError('a JWK Set has an array of keys');
  const read = { nameOf: keyIdOf, entryOf: (jwk: unknown) => entryFromJwk(jwk, options) };
  return collectEntries<unknown>(keys, read, options);
}

function isIssuerUrl(text: string): boolean {
  return URL.canParse(text) && text.startsWith('https://') && !text.endsWith('/');
}

function keyIdOf(jwk: unknown): string {
  const kid = findMember(jwk, 'kid');
  return typeof kid === 'string' ? kid : 'without kid';
}

const required = { kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' } as const;

function entryFromJwk(jwk: unknown, { issuer, name, country = '', demo }: JwksOptions): TrustEntry {
  for (const [member, value] of Object.entries(required)) {
    if (findMember(jwk, member) !== value) throw new TypeError(`${member} must be ${value}`);
  }
  const key = publicKeyFromJwk(jwk);
  const keyId = keyIdOf(jwk);
  // Some issuers leave out leading zeros of a coordinate, and count the thumbprint without them.
  const thumbprints = [thumbprintOf(key.export({ format: 'jwk' })), thumbprintOf(jwk)];
  if (!thumbprints.includes(keyId)) throw new TypeError('kid must be the thumbprint of the key');
  const spki = spkiOf(key);
  assertCertified(findMember(jwk, 'x5c'), spki);
  return {
    scheme: 'smart-health-card',
    keyId,
    issuer,
    country,
    name,
    spki,
    algorithm: algorithmOf(key),
    notBefore: null,
    notAfter: null,
    usages: null,
    demo,
  };
}

/** RFC 7638 §3: the required members alone, in the order of their names. */
function thumbprintOf(jwk: unknown): string {
  const [crv, kty, x, y] = ['crv', 'kty', 'x', 'y'].map((member) => findMember(jwk, member));
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

function assertCertified(chain: unknown, spki: string): void {
  if (chain === undefined) return;
  const leaf: unknown = Array.isArray(chain) ? chain[0] : undefined;
  if (typeof leaf !== 'string') throw new TypeError('x5c must be an array of certificates');
  const certified = trustEntryFromCertificate(leaf, { demo: false });
  if (certified.spki !== spki) throw new TypeError('the certificate carries another key');
}
