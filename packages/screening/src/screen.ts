import type { Facts } from '@gapura/credentials';
import { evaluate } from 'certlogic-js/dist/evaluator.js';
import { boolsiness } from 'certlogic-js/dist/internals.js';
import { admissionOf } from './admission.ts';
import { findBusinessReason } from './business-rules/index.ts';
import type { Colour, Decision, Reason } from './decision.ts';
import { evidenceOf, type Circumstances, type Evidence } from './evidence.ts';
import { reasonOf } from './find-rule.ts';
import { areOfOnePerson } from './identity.ts';
import { ownReason, reasonsOfViolations } from './own-reasons.ts';
import type { Condition, Rule, RulePack } from './rule-pack.ts';

export interface ScreenOptions extends Circumstances {
  /** What the verified credentials of one person say; possibly none. */
  readonly facts: readonly Facts[];
  /** Why other credentials of the same person were refused. */
  readonly violations?: readonly { readonly code: string }[];
  /** `null` where the rules in force are unknown. */
  readonly rules: RulePack | null;
}

/**
 * Black refuses whatever else is true; then the best colour counts. Rules of a lesser colour are not even asked: they
 * could change nothing, and most people are green.
 */
const precedence: readonly Colour[] = ['black', 'green', 'yellow', 'red'];

/**
 * May this person enter now? Gives the colour with every rule that leads to it, and what the door does about it; a
 * condition of the place may refuse whom the colour would admit.
 * @throws RangeError where the time zone is unknown.
 */
export function screen(options: ScreenOptions): Decision {
  const { facts, rules } = options;
  if (rules === null || rules.rules.length === 0) return red([ownReason('no-rules')]);
  if (!areOfOnePerson(facts)) return red([ownReason('credentials-of-different-people')]);
  const { targetDisease, businessRules } = rules;
  const evidence = evidenceOf({ ...options, targetDisease, businessRules });
  for (const colour of precedence) {
    const matched = findMatching(rules.rules, evidence, colour);
    if (matched === null) return red([ownReason('rule-failed')]);
    if (matched.length > 0) return answer(options, { rules, colour, matched, evidence });
  }
  return answer(options, { rules, colour: 'red', matched: [], evidence });
}

interface Found {
  readonly rules: RulePack;
  readonly colour: Colour;
  readonly matched: readonly Rule[];
  readonly evidence: Evidence;
}

function answer({ violations = [] }: ScreenOptions, { rules, colour, matched, evidence }: Found): Decision {
  const reasons = [...matched.map(reasonOf), ...publishedReasons(rules, colour, evidence)];
  if (colour === 'red') return red([...reasonsOfViolations(violations.map(({ code }) => code)), ...reasons]);
  const unmet = findMatching(rules.conditions, evidence);
  if (unmet === null) return red([ownReason('rule-failed')]);
  const admission = strictest([admissionOf(colour, rules), ...unmet.map((condition) => condition.admission)]);
  return { colour, reasons: [...unmet.map(reasonOf), ...reasons], admission };
}

/** Which published rules speak against a red person, and which could not be decided for a yellow one. */
function publishedReasons({ businessRules }: RulePack, colour: Colour, { businessRules: said }: Evidence): Reason[] {
  if (businessRules === null || said === null || (colour !== 'red' && colour !== 'yellow')) return [];
  const ids = colour === 'red' ? said.failed : said.undecided;
  return ids.flatMap((id) => findBusinessReason(businessRules, id) ?? []);
}

/** `null` where one cannot be evaluated: it might have been the one that refuses, so no other may admit. */
function findMatching<T extends Rule | Condition>(
  candidates: readonly T[],
  evidence: Evidence,
  colour?: Colour,
): T[] | null {
  try {
    return candidates.filter(
      (candidate) =>
        (colour === undefined || ('colour' in candidate && candidate.colour === colour)) &&
        isInForce(candidate, evidence.today) &&
        isTrue(candidate, evidence),
    );
  } catch {
    return null;
  }
}

/** @throws Error where the logic gives what is neither truthy nor falsy */
function isTrue({ logic }: Rule | Condition, evidence: Evidence): boolean {
  const truth = boolsiness(evaluate(logic, evidence));
  if (truth === undefined) throw new TypeError('neither truthy nor falsy');
  return truth;
}

function isInForce({ inForceFrom, inForceUntil = null }: Rule | Condition, today: string): boolean {
  return (inForceFrom === undefined || inForceFrom <= today) && (inForceUntil === null || today < inForceUntil);
}

const fromStrict = ['refused', 'review', 'admitted'] as const;

function strictest(admissions: readonly Decision['admission'][]): Decision['admission'] {
  return fromStrict.find((admission) => admissions.includes(admission)) ?? 'refused';
}

function red(reasons: readonly Reason[]): Decision {
  return {
    colour: 'red',
    reasons: reasons.length === 0 ? [ownReason('nothing-matched')] : reasons,
    admission: 'refused',
  };
}
