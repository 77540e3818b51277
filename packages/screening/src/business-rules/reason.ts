import type { Reason } from '../decision.ts';
import type { BusinessRule, BusinessRules } from './business-rule.ts';
import { compareVersions } from './version.ts';

const advice: Reason['advice'] = {
  id: 'Tunjukkan sertifikat yang memenuhi aturan ini, atau mintalah bantuan petugas.',
  en: 'Present a certificate that meets this rule, or ask the officer for help.',
  ban: 'Edengang sertifikat sane anut ring uger-uger puniki, utawi nunas tulung ring petugas.',
};

/** The words of a published rule, those of its newest version; an identifier keeps its meaning. */
export function findBusinessReason({ rules, source }: BusinessRules, identifier: string): Reason | null {
  const newest = rules
    .filter((rule) => rule.identifier === identifier)
    .reduce<BusinessRule | null>(
      (best, rule) => (best === null || compareVersions(rule.version, best.version) > 0 ? rule : best),
      null,
    );
  if (newest === null) return null;
  return { rule: identifier, texts: newest.texts, advice, ...(source === undefined ? {} : { source }) };
}
