import type { Facts } from '@gapura/credentials';
import { evaluate } from 'certlogic-js/dist/evaluator.js';
import type { Colour, Decision, Reason } from './decision.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { reasonOf } from './find-rule.ts';
import { areOfOnePerson } from './identity.ts';
import { ownReason, reasonsOfViolations } from './own-reasons.ts';
import type { Rule, RulePack } from './rule-pack.ts';

export interface ScreenOptions {
  /** What the verified credentials of one person say; possibly none. */
  readonly facts: readonly Facts[];
  /** Why other credentials of the same person were refused. */
  readonly violations?: readonly { readonly code: string }[];
  /** `null` where the rules in force are unknown. */
  readonly rules: RulePack | null;
  readonly now: Date;
  /** The venue's; days begin and end there. */
  readonly timeZone: string;
}

/** Black refuses whatever else is true; then the best colour counts. */
const precedence: readonly Colour[] = ['black', 'green', 'yellow'];

/**
 * May this person enter now? Gives the colour and every rule that leads to it.
 * @throws RangeError where the time zone is unknown.
 */
export function screen({ facts, violations = [], rules, now, timeZone }: ScreenOptions): Decision {
  if (rules === null || rules.rules.length === 0) return red([ownReason('no-rules')]);
  if (!areOfOnePerson(facts)) return red([ownReason('credentials-of-different-people')]);
  const matched = findMatching(rules.rules, evidenceOf({ facts, targetDisease: rules.targetDisease, now, timeZone }));
  if (matched === null) return red([ownReason('rule-failed')]);
  const colour = precedence.find((candidate) => matched.some((rule) => rule.colour === candidate)) ?? 'red';
  const reasons = matched.filter((rule) => rule.colour === colour).map(reasonOf);
  return colour === 'red'
    ? red([...reasonsOfViolations(violations.map(({ code }) => code)), ...reasons])
    : { colour, reasons };
}

/** `null` where a rule cannot be evaluated: it might have been the one that refuses, so no other may admit. */
function findMatching(rules: readonly Rule[], evidence: Evidence): Rule[] | null {
  try {
    return rules.filter(({ logic }) => evaluate({ if: [logic, true, false] }, evidence) === true);
  } catch {
    return null;
  }
}

function red(reasons: readonly Reason[]): Decision {
  return { colour: 'red', reasons: reasons.length === 0 ? [ownReason('nothing-matched')] : reasons };
}
