import * as platform from '#platform';
import type { Bytes } from './bytes.ts';
import type { Facts } from './facts.ts';
import { findKeyUsageViolation, findValidityViolation } from './formats/eu-dcc/acceptance.ts';
import { kindsOf, readFacts } from './formats/eu-dcc/certificate.ts';
import { signedBytes } from './formats/eu-dcc/cose.ts';
import { openEnvelope, type Envelope } from './formats/eu-dcc/envelope.ts';
import type { Platform } from './platform.ts';
import type { TrustEntry, TrustStore } from './trust/trust-store.ts';
import { Refusal, violationOf, type Violation } from './violation.ts';

export interface VerifyOptions {
  readonly trust: TrustStore;
  readonly now: Date;
  /** How far ahead an issuer's clock may be; 60 unless told. It never prolongs a credential. */
  readonly skewSeconds?: number;
}

export type Verification =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly violation: Violation };

const defaultSkewSeconds = 60;

/** Is this credential authentic, in date, and signed by somebody trusted for it? Never throws because of the text. */
export function verifyCredential(text: string, options: VerifyOptions): Promise<Verification> {
  return verifyOn(platform, text, options);
}

export async function verifyOn(onPlatform: Platform, text: string, options: VerifyOptions): Promise<Verification> {
  try {
    const envelope = await openEnvelope(text, onPlatform);
    const entry = await getSigner(onPlatform, envelope, options);
    const facts = readFacts(envelope.claims, () => ({
      country: entry.country === '' ? envelope.claims.issuer : entry.country,
      name: entry.name,
      keyId: entry.keyId,
      demo: entry.demo,
    }));
    return { ok: true, facts };
  } catch (error) {
    return { ok: false, violation: violationOf(error) };
  }
}

/** Key identifiers are short hashes and may collide, so every key of that identifier is tried. */
async function getSigner(onPlatform: Platform, envelope: Envelope, options: VerifyOptions): Promise<TrustEntry> {
  const { message } = envelope;
  const entries = options.trust.findEntries(message.keyId);
  if (entries.length === 0) throw new Refusal('issuer-unknown');
  const signed = signedBytes(message.protectedHeaders, message.payload);
  let refusal = new Refusal('algorithm-mismatch');
  for (const entry of entries) {
    if (entry.algorithm !== message.algorithm) continue;
    const found = await findRefusal(onPlatform, envelope, entry, signed, options);
    if (found === undefined) return entry;
    refusal = weightier(refusal, found);
  }
  throw refusal;
}

/** Of several keys the one that signed explains the refusal best; the others merely share its identifier. */
function weightier(before: Refusal, found: Refusal): Refusal {
  const { layer } = before.violation;
  return layer === 'validity' || layer === 'key-usage' ? before : found;
}

async function findRefusal(
  onPlatform: Platform,
  envelope: Envelope,
  entry: TrustEntry,
  signed: Bytes,
  options: VerifyOptions,
): Promise<Refusal | undefined> {
  const { message, claims } = envelope;
  const outcome = await onPlatform.verifySignature(entry, signed, message.signature);
  if (outcome === 'unusable') return new Refusal('issuer-key-unusable');
  if (outcome === 'invalid') return new Refusal('signature-invalid');
  const skewMs = (options.skewSeconds ?? defaultSkewSeconds) * 1000;
  const code =
    findValidityViolation(claims, entry, options.now.getTime(), skewMs) ??
    findKeyUsageViolation(kindsOf(claims.certificate), entry);
  return code === undefined ? undefined : new Refusal(code);
}
