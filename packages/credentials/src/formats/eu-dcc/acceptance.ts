import type { CertificateKind, TrustEntry } from '../../trust/trust-store.ts';
import type { ViolationCode } from '../../violation.ts';
import type { Claims } from './claims.ts';

export interface Clock {
  readonly nowMs: number;
  /** How far ahead an issuer's clock may be. */
  readonly skewMs: number;
}

/** The claims' instants against the clock and against the validity of the issuer's key. Every unclear case refuses. */
export function findValidityViolation(claims: Claims, entry: TrustEntry, clock: Clock): ViolationCode | undefined {
  const { issuedAtMs, validUntilMs } = claims;
  if (issuedAtMs === null || validUntilMs === null) return 'validity-missing';
  if (!(issuedAtMs <= clock.nowMs + clock.skewMs)) return 'not-yet-valid';
  if (!(validUntilMs >= clock.nowMs)) return 'expired';
  const startsInside = issuedAtMs >= Date.parse(entry.notBefore);
  const endsInside = validUntilMs <= Date.parse(entry.notAfter);
  return startsInside && endsInside ? undefined : 'outside-issuer-validity';
}

/** Whether the issuer's key may sign the kinds of certificate found. */
export function findKeyUsageViolation(kinds: readonly CertificateKind[], entry: TrustEntry): ViolationCode | undefined {
  const { usages } = entry;
  if (usages === null) return undefined;
  return kinds.every((kind) => usages.includes(kind)) ? undefined : 'key-usage';
}
