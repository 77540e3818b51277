import type { Bytes } from './bytes.ts';
import type { CredentialFormat, Facts, Issuer } from './facts.ts';
import type { Platform } from './platform.ts';
import type { Algorithm, TrustEntry, TrustScheme, TrustStore } from './trust/trust-store.ts';
import type { Refusal } from './violation.ts';

/** What a person hands over: a text, the bytes of a QR code, or the texts of several codes that are one credential. */
export type CredentialInput = string | Uint8Array | readonly string[];

export interface Clock {
  readonly nowMs: number;
  /** How far ahead an issuer's clock may be. */
  readonly skewMs: number;
}

/** One credential format: how its input is recognised and taken apart. */
export interface Format {
  recognises(input: CredentialInput): boolean;
  /** Loads what the format needs and takes the input apart. Throws a Refusal. */
  open(input: CredentialInput, platform: Platform): Opened | Promise<Opened>;
}

/**
 * A credential taken out of its transport encodings; nothing about it is verified. Its members throw a Refusal where the
 * credential is at fault.
 */
export interface Opened {
  readonly format: CredentialFormat;
  readonly scheme: TrustScheme;
  /** Key identifier of the claimed signer, as the scheme writes it. */
  readonly keyId: string;
  readonly algorithm: Algorithm;
  readonly signature: Bytes;
  /** What a signature that is not the signer's violates, where that is not COSE. */
  readonly signatureSection?: string;
  /** The bytes that the signature covers; asked only while verifying. */
  getSigned(): Bytes | Promise<Bytes>;
  /**
   * The keys that may have signed, where they are not simply the trust store's entries of `scheme` and `keyId`: a signer
   * certificate inside the credential is followed to a trusted authority here.
   */
  findSigners?(trust: TrustStore, platform: Platform, clock: Clock): Promise<readonly TrustEntry[]>;
  /** Validity, key usage and the bond of key and named issuer, asked once the signature has proved right. */
  findRefusal(signer: TrustEntry, clock: Clock): Refusal | undefined;
  /** `signer` is null while nobody is believed: then the issuer is who the credential says it is. */
  readFacts(signer: Issuer | null): Omit<Facts, 'identifiers'>;
  /** What its identifiers and revocation hashes are made from. */
  getHashSources(): readonly HashSource[];
  /** SMART Health Cards: the revocation identifier and when the card was issued. */
  readonly revocationId?: { readonly id: string; readonly issuedAtMs: number };
}

/** The three kinds of hash in DCC revocation lists. For ECDSA `signature` is r alone: s may be flipped by anybody. */
export type HashKind = 'uci' | 'country-uci' | 'signature';

export interface HashSource {
  readonly kind: HashKind;
  readonly content: Bytes | string;
}
