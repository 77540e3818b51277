import * as platform from '#platform';
import type { Bytes } from './bytes.ts';
import type { Facts } from './facts.ts';
import type { Clock, CredentialInput, Opened } from './format.ts';
import { openCredential } from './formats.ts';
import { identifiersOf } from './identifiers.ts';
import type { Platform } from './platform.ts';
import type { RevocationStore, RevocationSubject } from './revocation/revocation-store.ts';
import type { Algorithm, TrustEntry, TrustStore } from './trust/trust-store.ts';
import { Refusal, violationOf, type Violation } from './violation.ts';

export interface VerifyOptions {
  readonly trust: TrustStore;
  /** Without it no credential counts as revoked. */
  readonly revocation?: RevocationStore;
  readonly now: Date;
  /** How far ahead an issuer's clock may be; 60 unless told. It never prolongs a credential. */
  readonly skewSeconds?: number;
}

export type Verification =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly violation: Violation };

const defaultSkewSeconds = 60;

/**
 * Is this credential authentic, in date, not revoked, and signed by somebody trusted for it? Never throws because of
 * the credential, and never asks the network.
 */
export function verifyCredential(input: CredentialInput, options: VerifyOptions): Promise<Verification> {
  return verifyOn(platform, input, options);
}

export async function verifyOn(
  onPlatform: Platform,
  input: CredentialInput,
  options: VerifyOptions,
): Promise<Verification> {
  try {
    return (await getVerified(onPlatform, input, options)).verification;
  } catch (error) {
    return { ok: false, violation: violationOf(error) };
  }
}

/** A genuine credential with what tells later whether it still counts. */
export interface Verified {
  readonly verification: Verification & { readonly ok: true };
  /** The end of the credential or of its signer's key, whichever is sooner; infinite where neither says. */
  readonly untilMs: number;
  readonly subject: RevocationSubject;
}

/** Throws a Refusal where the credential does not count. */
export async function getVerified(
  onPlatform: Platform,
  input: CredentialInput,
  options: VerifyOptions,
): Promise<Verified> {
  const opened = await openCredential(input, onPlatform);
  const entry = await getSigner(opened, onPlatform, options);
  const identifiers = await identifiersOf(opened, onPlatform);
  const { country, name, keyId, demo, issuer } = entry;
  const subject = { scheme: opened.scheme, keyId, issuer, identifiers, revocationId: opened.revocationId ?? null };
  assertNotRevoked(subject, options.revocation);
  const facts = { ...opened.readFacts({ country, name, keyId, demo }), identifiers };
  const untilMs = Math.min(endOf(facts.validUntil), endOf(entry.notAfter));
  return { verification: { ok: true, facts }, untilMs, subject };
}

function endOf(instant: string | null): number {
  return instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant);
}

/** Key identifiers are short hashes and may collide, so every key of that identifier is tried. */
async function getSigner(opened: Opened, onPlatform: Platform, options: VerifyOptions): Promise<TrustEntry> {
  const { trust, now, skewSeconds = defaultSkewSeconds } = options;
  const clock = { nowMs: now.getTime(), skewMs: skewSeconds * 1000 };
  const entries =
    opened.findSigners === undefined
      ? trust.findEntries(opened.scheme, opened.keyId)
      : await opened.findSigners(trust, onPlatform, clock);
  if (entries.length === 0) throw new Refusal('issuer-unknown');
  const usable = entries.filter((entry): entry is SignerEntry => entry.algorithm === opened.algorithm);
  if (usable.length === 0) throw new Refusal('algorithm-mismatch');
  return getSignerAmong(usable, { opened, clock, platform: onPlatform, signed: await opened.getSigned() });
}

type SignerEntry = TrustEntry & { readonly algorithm: Algorithm };

interface Attempt {
  readonly opened: Opened;
  readonly clock: Clock;
  readonly platform: Platform;
  readonly signed: Bytes;
}

/** Of several keys the one that signed explains a refusal best; the others merely share its identifier. */
async function getSignerAmong(entries: readonly SignerEntry[], attempt: Attempt): Promise<SignerEntry> {
  let refusal: Refusal | undefined;
  let isOfSigner = false;
  for (const entry of entries) {
    const unsigned = await findSignatureRefusal(attempt, entry);
    const found = unsigned ?? attempt.opened.findRefusal(entry, attempt.clock);
    if (found === undefined) return entry;
    if (refusal === undefined || !isOfSigner) refusal = found;
    isOfSigner ||= unsigned === undefined;
  }
  throw refusal ?? new Refusal('issuer-unknown');
}

async function findSignatureRefusal(attempt: Attempt, entry: SignerEntry): Promise<Refusal | undefined> {
  const outcome = await attempt.platform.verifySignature(entry, attempt.signed, attempt.opened.signature);
  if (outcome === 'unusable') return new Refusal('issuer-key-unusable');
  if (outcome === 'valid') return undefined;
  const { signatureSection: section } = attempt.opened;
  return new Refusal('signature-invalid', undefined, section === undefined ? {} : { section });
}

function assertNotRevoked(subject: RevocationSubject, revocation: RevocationStore | undefined): void {
  const found = revocation?.find(subject);
  if (found === undefined) return;
  throw new Refusal(found, undefined, found === 'revoked' && subject.scheme !== 'hcert' ? ridSection : {});
}

const ridSection = { section: 'SHC, Revocation' } as const;
