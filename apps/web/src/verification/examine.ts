import {
  createTrustStore,
  readCredential,
  verifyCredential,
  type Facts,
  type RevocationStore,
  type Violation,
} from '@gapura/credentials';
import type { Issuers } from './issuers.ts';
import type { Revocations } from './revocations.ts';

/** What this device can tell of a certificate. */
export type Finding =
  | { readonly is: 'genuine'; readonly facts: Facts }
  /** Genuine too, but it does not count: too old, too early. */
  | { readonly is: 'out-of-time'; readonly facts: Facts; readonly violation: Violation }
  /** Read, and nobody knows whether it is genuine. */
  | { readonly is: 'unverified'; readonly facts: Facts }
  /**
   * `facts` is what it claims, where that can be read at all. `isUnsure`: only a filter says that it is revoked. The gates
   * refuse it as well, but its holder is told that it may be by mistake.
   */
  | {
      readonly is: 'refused';
      readonly facts: Facts | null;
      readonly violation: Violation;
      readonly isUnsure?: boolean;
    };

/** What is verified with. */
export type Known = Pick<Issuers, 'entries' | 'revocations'>;

/** @param known `null` where nothing can be verified, only read */
export async function examine(text: string, known: Known | null, now: Date): Promise<Finding> {
  const reading = await readCredential(text);
  const claims = reading.ok ? reading.facts : null;
  if (known === null) {
    return reading.ok
      ? { is: 'unverified', facts: reading.facts }
      : { is: 'refused', facts: null, violation: reading.violation };
  }
  const revocation = askInTurn(known.revocations);
  const accepted = { trust: createTrustStore(known.entries), revocation };
  const verification = await verifyCredential(text, { ...accepted, now });
  if (verification.ok) return { is: 'genuine', facts: verification.facts };
  const { violation } = verification;
  const then = momentWithin(claims, violation);
  if (then === undefined) return { is: 'refused', facts: claims, violation, isUnsure: revocation.isUnsure };
  const atThatTime = await verifyCredential(text, { ...accepted, now: then });
  if (atThatTime.ok) return { is: 'out-of-time', facts: atThatTime.facts, violation };
  return isRevoked(atThatTime.violation)
    ? { is: 'refused', facts: claims, violation: atThatTime.violation, isUnsure: revocation.isUnsure }
    : { is: 'refused', facts: claims, violation };
}

function isRevoked({ code }: Violation): boolean {
  return code === 'revoked' || code === 'denied';
}

/** The exact lists first; remembers whether only a filter has hit. */
function askInTurn(revocations: Revocations | null): RevocationStore & { readonly isUnsure: boolean } {
  let isUnsure = false;
  return {
    get isUnsure() {
      return isUnsure;
    },
    find(subject) {
      const certain = revocations?.exact.find(subject);
      if (certain !== undefined) return certain;
      const found = revocations?.filtered.find(subject);
      isUnsure = found !== undefined;
      return found;
    },
  };
}

/** When it should have counted. Only if it verifies for that moment, time is all that is wrong with it. */
function momentWithin(claims: Facts | null, { code }: Violation): Date | undefined {
  const instant = code === 'expired' ? claims?.validUntil : code === 'not-yet-valid' ? claims?.issuedAt : null;
  return instant === undefined || instant === null ? undefined : new Date(instant);
}
