import { algorithmOf, publicKeyFromJwk, publicKeyFromPem, spkiOf } from '../public-key.ts';
import type { TrustEntry, TrustScheme } from '../trust-store.ts';

export interface SingleKeyOptions {
  readonly scheme: TrustScheme;
  /** As the scheme writes it, see `TrustScheme`. */
  readonly keyId: string;
  /** Empty where the scheme binds none. */
  readonly issuer: string;
  readonly country: string;
  readonly name: string;
  readonly demo: boolean;
}

const schemesWithIssuer: readonly TrustScheme[] = ['smart-health-card', 'divoc', 'nz-pass'];

/** One public key in PEM or as a JWK, with what it is trusted for. @throws TypeError */
export function readSingleKey(text: string, options: SingleKeyOptions): TrustEntry {
  if (options.keyId === '') throw new TypeError('a key needs its keyId');
  if (schemesWithIssuer.includes(options.scheme) && options.issuer === '') {
    throw new TypeError(`a key of ${options.scheme} needs its issuer`);
  }
  const key = text.includes('-----BEGIN') ? publicKeyFromPem(text) : publicKeyFromJwk(JSON.parse(text));
  const undated = { notBefore: null, notAfter: null, usages: null };
  return { ...options, ...undated, spki: spkiOf(key), algorithm: algorithmOf(key) };
}
