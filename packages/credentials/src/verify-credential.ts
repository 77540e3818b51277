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
    const { message, claims } = envelope;
    const signed = signedBytes(message.protectedHeaders, message.payload);
    const entry = await getSigner({ platform: onPlatform, envelope, signed, options });
    const facts = readFacts(claims, () => ({
      country: entry.country === '' ? claims.issuer : entry.country,
      name: entry.name,
      keyId: entry.keyId,
      demo: entry.demo,
    }));
    return { ok: true, facts };
  } catch (error) {
    return { ok: false, violation: violationOf(error) };
  }
}

interface Attempt {
  readonly platform: Platform;
  readonly envelope: Envelope;
  readonly signed: Bytes;
  readonly options: VerifyOptions;
}

/** Key identifiers are short hashes and may collide, so every key of that identifier is tried. */
async function getSigner(attempt: Attempt): Promise<TrustEntry> {
  const { message } = attempt.envelope;
  const entries = attempt.options.trust.findEntries(message.keyId);
  if (entries.length === 0) throw new Refusal('issuer-unknown');
  let refusal: Refusal | undefined;
  for (const entry of entries) {
    if (entry.algorithm !== message.algorithm) continue;
    const found = await findRefusal(attempt, entry);
    if (found === undefined) return entry;
    if (refusal === undefined || !signedByItsKey(refusal)) refusal = found;
  }
  throw refusal ?? new Refusal('algorithm-mismatch');
}

/** Of several keys the one that signed explains the refusal best; the others merely share its identifier. */
function signedByItsKey({ violation }: Refusal): boolean {
  return violation.layer === 'validity' || violation.layer === 'key-usage';
}

async function findRefusal(attempt: Attempt, entry: TrustEntry): Promise<Refusal | undefined> {
  const { envelope, options } = attempt;
  const outcome = await attempt.platform.verifySignature(entry, attempt.signed, envelope.message.signature);
  if (outcome === 'unusable') return new Refusal('issuer-key-unusable');
  if (outcome === 'invalid') return new Refusal('signature-invalid');
  const clock = { nowMs: options.now.getTime(), skewMs: (options.skewSeconds ?? defaultSkewSeconds) * 1000 };
  const code =
    findValidityViolation(envelope.claims, entry, clock) ??
    findKeyUsageViolation(kindsOf(envelope.claims.certificate), entry);
  return code === undefined ? undefined : new Refusal(code);
}
