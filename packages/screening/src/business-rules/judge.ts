import type { DccContent, Facts } from '@gapura/credentials';
import { evaluate } from 'certlogic-js/dist/evaluator.js';
import type { BusinessRule, BusinessRules, CertificateType } from './business-rule.ts';
import { selectBusinessRules } from './select-business-rules.ts';
import { isUnderstood } from './version.ts';

/** What the published rules say of one certificate, or of several of one person: then the best of them counts. */
export interface Judgement {
  /** Every acceptance rule is true, there is one for this kind of certificate, and no invalidation rule is true. */
  readonly accepted: boolean;
  /** No rule speaks against it, and one could not be decided. */
  readonly open: boolean;
  /** Identifiers of the rules against it, and of those that could not be decided. */
  readonly failed: readonly string[];
  readonly undecided: readonly string[];
}

const entries: readonly (readonly [member: string, certificateType: CertificateType])[] = [
  ['v', 'Vaccination'],
  ['t', 'Test'],
  ['r', 'Recovery'],
];

type DccFacts = Facts & { readonly dcc: DccContent };

/** `null` where none of the credentials is an EU certificate. The order of the credentials does not matter. */
export function judgeAll(set: BusinessRules, facts: readonly Facts[], now: Date): Judgement | null {
  const judgements = facts.filter(isDcc).map((fact) => judge(set, fact, now));
  if (judgements.length === 0) return null;
  const accepted = judgements.some((judgement) => judgement.accepted);
  const idsOf = (member: 'failed' | 'undecided') => {
    const named = new Set(judgements.flatMap((judgement) => judgement[member]));
    return [...new Set(set.rules.map(({ identifier }) => identifier))].filter((id) => named.has(id));
  };
  return {
    accepted,
    open: !accepted && judgements.some(({ open }) => open),
    failed: idsOf('failed'),
    undecided: idsOf('undecided'),
  };
}

function isDcc(fact: Facts): fact is DccFacts {
  return fact.dcc !== undefined;
}

/** What the rules in force say of one certificate. */
function judge(set: BusinessRules, facts: DccFacts, now: Date): Judgement {
  const answers = answersOf(set, facts, now);
  const idsOf = (wanted: Answer) => answers.flatMap(({ rule, answer }) => (answer === wanted ? rule.identifier : []));
  const [failed, undecided] = [idsOf('against'), idsOf('undecided')];
  // Without a rule for its kind a certificate would be accepted because nobody thought of it.
  const isMeant = answers.some(({ rule }) => rule.type === 'Acceptance' && rule.certificateType !== 'General');
  return {
    accepted: isMeant && failed.length === 0 && undecided.length === 0,
    open: failed.length === 0 && undecided.length > 0,
    failed,
    undecided,
  };
}

/** Each rule that holds for a certificate, and what it says. */
export function answersOf(set: BusinessRules, facts: DccFacts, now: Date): { rule: BusinessRule; answer: Answer }[] {
  const { payload, issuerCountry } = facts.dcc;
  const [member, certificateType] = entries.find(([name]) => name in payload) ?? ['', 'General'];
  const selected = selectBusinessRules(set.rules, {
    certificateType,
    countryOfArrival: set.country,
    region: set.region,
    countryOfIssue: issuerCountry || countryOf(payload[member]),
    nowMs: now.getTime(),
  });
  const input = { payload, external: externalOf(set, facts, now) };
  return selected.map((rule) => ({ rule, answer: answerOf(rule, input) }));
}

function countryOf(group: unknown): string {
  const entry: unknown = Array.isArray(group) ? group[0] : undefined;
  const country: unknown = typeof entry === 'object' && entry !== null && 'co' in entry ? entry.co : undefined;
  return typeof country === 'string' ? country : '';
}

/** What rules may read besides the certificate itself; the names are those of the published format. */
function externalOf({ country, region, valueSets }: BusinessRules, facts: DccFacts, now: Date) {
  return {
    validationClock: now.toISOString(),
    valueSets,
    countryCode: country,
    exp: facts.validUntil,
    iat: facts.issuedAt,
    issuerCountryCode: facts.dcc.issuerCountry,
    kid: facts.issuer.keyId,
    region,
  };
}

type Answer = 'for' | 'against' | 'undecided';

function answerOf(rule: BusinessRule, input: unknown): Answer {
  if (!isUnderstood(rule)) return 'undecided';
  try {
    const value: unknown = evaluate(rule.logic, input);
    if (typeof value !== 'boolean') return 'undecided';
    return value === (rule.type === 'Acceptance') ? 'for' : 'against';
  } catch {
    return 'undecided';
  }
}
