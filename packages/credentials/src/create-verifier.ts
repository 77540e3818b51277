import * as platform from '#platform';
import type { CredentialInput } from './format.ts';
import type { Platform } from './platform.ts';
import { RecentValues } from './recent-values.ts';
import type { RevocationStore } from './revocation/revocation-store.ts';
import type { TrustStore } from './trust/trust-store.ts';
import { getVerified, type Verification, type Verified } from './verify-credential.ts';
import { violationOf } from './violation.ts';

export interface VerifierOptions {
  readonly trust: TrustStore;
  /** Without it no credential counts as revoked. It is asked every time, also for a remembered credential. */
  readonly revocation?: RevocationStore;
  /** How far ahead an issuer's clock may be; 60 unless told. */
  readonly skewSeconds?: number;
  /**
   * How many credentials are remembered at most, about 3 kB each; 20,000 unless told. Those not seen longest go first, and
   * the half of it that was seen last is surely there.
   */
  readonly cacheSize?: number;
  /** How long a credential is remembered after it was verified; 600 unless told. */
  readonly rememberSeconds?: number;
}

/**
 * Verifies as `verifyCredential` does, and remembers the genuine ones under a hash of their text: whoever shows the same
 * code again is answered a hundred times faster. Refusals are never remembered, nor is any text.
 */
export interface Verifier {
  verify(input: CredentialInput, now: Date): Promise<Verification>;
}

/** Make another one when `trust` is replaced: what it remembers rests on the keys that it was made with. */
export function createVerifier(options: VerifierOptions): Verifier {
  return createVerifierOn(platform, options);
}

interface Remembered extends Verified {
  readonly fromMs: number;
}

/** More than any code holds: such a text is judged without being hashed or remembered. */
const maxRememberedLength = 16_384;

const defaults = { skewSeconds: 60, cacheSize: 20_000, rememberSeconds: 600 } as const;

export function createVerifierOn(onPlatform: Platform, given: VerifierOptions): Verifier {
  const options = { ...defaults, ...given };
  const remembered = new RecentValues<Remembered>(options.cacheSize);

  async function verifyAnew(input: CredentialInput, now: Date, fingerprint?: string): Promise<Verification> {
    try {
      const verified = await getVerified(onPlatform, input, { ...options, now });
      if (fingerprint !== undefined) remember(fingerprint, verified, now.getTime());
      return verified.verification;
    } catch (error) {
      return { ok: false, violation: violationOf(error) };
    }
  }

  function remember(fingerprint: string, verified: Verified, nowMs: number): void {
    const untilMs = Math.min(verified.untilMs, nowMs + options.rememberSeconds * 1000);
    remembered.set(fingerprint, { ...verified, untilMs, fromMs: nowMs });
  }

  /** Whatever speaks against what is remembered is left to a verification anew, which says why. */
  function find(fingerprint: string, nowMs: number): Verification | undefined {
    const found = remembered.find(fingerprint);
    if (found === undefined) return undefined;
    const isInTime = nowMs >= found.fromMs && nowMs <= found.untilMs;
    if (isInTime && options.revocation?.find(found.subject) === undefined) return found.verification;
    remembered.delete(fingerprint);
    return undefined;
  }

  function answer(text: string, now: Date, fingerprint: string): Promise<Verification> {
    const known = find(fingerprint, now.getTime());
    return known === undefined ? verifyAnew(text, now, fingerprint) : Promise.resolve(known);
  }

  return {
    verify(input, now) {
      if (typeof input !== 'string' || input.length > maxRememberedLength) return verifyAnew(input, now);
      const fingerprint = onPlatform.fingerprint(input);
      return typeof fingerprint === 'string'
        ? answer(input, now, fingerprint)
        : fingerprint.then((text) => answer(input, now, text));
    },
  };
}
