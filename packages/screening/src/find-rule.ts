import type { Reason } from './decision.ts';
import { findOwnReason } from './own-reasons.ts';
import type { Rule, RulePack } from './rule-pack.ts';

/** The reason with this stable id: a rule of the pack, or one that every decision may give. */
export function findRule(pack: RulePack, id: string): Reason | null {
  const rule = pack.rules.find((candidate) => candidate.id === id);
  return rule === undefined ? findOwnReason(id) : reasonOf(rule);
}

export function reasonOf({ id, texts, advice, source }: Rule): Reason {
  return { rule: id, texts, advice, ...(source === undefined ? {} : { source }) };
}
