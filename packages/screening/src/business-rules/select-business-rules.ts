import type { BusinessRule, CertificateType } from './business-rule.ts';
import { compareVersions } from './version.ts';

export interface Selection {
  readonly certificateType: CertificateType;
  /** Acceptance rules of this country. */
  readonly countryOfArrival: string;
  readonly region: string;
  /** Invalidation rules of this one. */
  readonly countryOfIssue: string;
  readonly nowMs: number;
}

/**
 * The rules that hold for a certificate at an instant: of each identifier the newest version that is in force then. A
 * newer version counts for all kinds of certificate, also for those that only an older one was about.
 */
export function selectBusinessRules(rules: readonly BusinessRule[], selection: Selection): BusinessRule[] {
  const newest = new Map<string, BusinessRule>();
  for (const rule of rules) {
    if (!isInForce(rule, selection)) continue;
    const key = `${rule.country} ${rule.identifier}`;
    const known = newest.get(key);
    if (known === undefined || compareVersions(rule.version, known.version) > 0) newest.set(key, rule);
  }
  return [...newest.values()].filter(
    ({ certificateType }) => certificateType === 'General' || certificateType === selection.certificateType,
  );
}

function isInForce(rule: BusinessRule, { countryOfArrival, countryOfIssue, region, nowMs }: Selection): boolean {
  const country = rule.type === 'Acceptance' ? countryOfArrival : countryOfIssue;
  return (
    rule.country === country &&
    (rule.region === '' || rule.region === region) &&
    rule.validFromMs <= nowMs &&
    nowMs < rule.validToMs
  );
}
