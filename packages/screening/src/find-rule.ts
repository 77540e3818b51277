import { findBusinessReason } from './business-rules/index.ts';
import type { Reason } from './decision.ts';
import { findOwnReason } from './own-reasons.ts';
import type { Condition, Rule, RulePack } from './rule-pack.ts';

/** The reason with this stable id: a rule of the pack, or one that every decision may give. */
export function findRule(pack: RulePack, id: string): Reason | null {
  const rule = [...pack.rules, ...pack.conditions].find((candidate) => candidate.id === id);
  if (rule !== undefined) return reasonOf(rule);
  return (pack.businessRules === null ? null : findBusinessReason(pack.businessRules, id)) ?? findOwnReason(id);
}

export function reasonOf({ id, texts, advice, source }: Rule | Condition): Reason {
  return { rule: id, texts, advice, ...(source === undefined ? {} : { source }) };
}
