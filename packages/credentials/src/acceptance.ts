import type { Clock } from './format.ts';
import type { CertificateKind, TrustEntry } from './trust/trust-store.ts';
import type { ViolationCode } from './violation.ts';

/** When a credential was issued and when it ends. */
export interface Validity {
  readonly issuedAtMs: number | null;
  readonly validUntilMs: number | null;
}

/** A credential that must say when it was issued and when it ends, both within the validity of the issuer's key. */
export function findBoundedValidityViolation(
  { issuedAtMs, validUntilMs }: Validity,
  entry: TrustEntry,
  clock: Clock,
): ViolationCode | undefined {
  if (issuedAtMs === null || validUntilMs === null) return 'validity-missing';
  return findValidityViolation({ issuedAtMs, validUntilMs }, entry, clock);
}

/**
 * A credential that need not say when it was issued or ends. What it leaves open, its issuer's key decides: that one must
 * be in date now.
 */
export function findUnboundedValidityViolation(
  { issuedAtMs, validUntilMs }: Validity,
  entry: TrustEntry,
  clock: Clock,
): ViolationCode | undefined {
  const { nowMs } = clock;
  return findValidityViolation({ issuedAtMs: issuedAtMs ?? nowMs, validUntilMs: validUntilMs ?? nowMs }, entry, clock);
}

/** The instants that a credential gives, against the clock and against the validity of the issuer's key. */
export function findValidityViolation(
  { issuedAtMs, validUntilMs }: Validity,
  entry: TrustEntry,
  clock: Clock,
): ViolationCode | undefined {
  if (issuedAtMs !== null && !(issuedAtMs <= clock.nowMs + clock.skewMs)) return 'not-yet-valid';
  if (validUntilMs !== null && !(validUntilMs >= clock.nowMs)) return 'expired';
  const startsInside = entry.notBefore === null || !(issuedAtMs !== null && issuedAtMs < Date.parse(entry.notBefore));
  const endsInside = entry.notAfter === null || !(validUntilMs !== null && validUntilMs > Date.parse(entry.notAfter));
  return startsInside && endsInside ? undefined : 'outside-issuer-validity';
}

/** Whether the issuer's key may sign the kinds of certificate found. */
export function findKeyUsageViolation(kinds: readonly CertificateKind[], entry: TrustEntry): ViolationCode | undefined {
  const { usages } = entry;
  if (usages === null) return undefined;
  return kinds.every((kind) => usages.includes(kind)) ? undefined : 'key-usage';
}
