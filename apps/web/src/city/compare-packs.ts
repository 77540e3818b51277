import type { ColourRule, ConditionRule, Pack, PackLimit } from './pack-document.ts';

export type PackEntry = ColourRule | ConditionRule;
export type Difference = 'added' | 'removed' | 'changed' | 'same';

/** One rule in both packs; absent on the side that has none. */
export interface RulePair {
  readonly key: string;
  readonly one: PackEntry | undefined;
  readonly other: PackEntry | undefined;
  readonly difference: Difference;
  /** What is not the same, where both have it. */
  readonly changed: readonly Changed[];
}

export type Changed = 'verdict' | 'logic' | 'texts' | 'advice' | 'source' | 'dates';

/** Rules are the same where their ids are, apart from the pack’s own name before the first dot. */
export function comparePacks(one: Pack, other: Pack): RulePair[] {
  const left = new Map(entriesOf(one).map((rule) => [keyOf(rule), rule]));
  const right = new Map(entriesOf(other).map((rule) => [keyOf(rule), rule]));
  return [...new Set([...left.keys(), ...right.keys()])].map((key) => pairOf(key, left.get(key), right.get(key)));
}

function entriesOf({ rules, conditions }: Pack): PackEntry[] {
  return [...rules, ...conditions];
}

function keyOf({ id }: PackEntry): string {
  return id.slice(id.indexOf('.') + 1);
}

function pairOf(key: string, one: PackEntry | undefined, other: PackEntry | undefined): RulePair {
  if (one === undefined || other === undefined) {
    return { key, one, other, difference: one === undefined ? 'added' : 'removed', changed: [] };
  }
  const changed = changesOf(one, other);
  return { key, one, other, difference: changed.length > 0 ? 'changed' : 'same', changed };
}

const parts: Readonly<Record<Changed, (rule: PackEntry) => unknown>> = {
  verdict: verdictOf,
  logic: ({ logic }) => logic,
  texts: ({ texts }) => texts,
  advice: ({ advice }) => advice,
  source: ({ source }) => source,
  dates: ({ inForceFrom, inForceUntil }) => [inForceFrom, inForceUntil],
};

function changesOf(one: PackEntry, other: PackEntry): Changed[] {
  const names = Object.keys(parts) as Changed[];
  return names.filter((name) => JSON.stringify(parts[name](one)) !== JSON.stringify(parts[name](other)));
}

/** The colour of a rule, or what a condition does. */
function verdictOf(rule: PackEntry): string {
  return 'colour' in rule ? rule.colour : rule.admission;
}

export interface LimitPair {
  readonly category: string;
  readonly level: number;
  readonly one: readonly PackLimit[];
  readonly other: readonly PackLimit[];
}

/** Where two packs allow different numbers of people, by category and level. */
export function compareLimits(one: Pack, other: Pack): LimitPair[] {
  const categories = [...new Set([...one.categories, ...other.categories].map(({ id }) => id))];
  const cells = categories.flatMap((category) => [4, 3, 2, 1].map((level) => ({ category, level })));
  return cells
    .map((cell) => ({ ...cell, one: limitsOf(one, cell), other: limitsOf(other, cell) }))
    .filter((pair) => JSON.stringify(pair.one.map(figureOf)) !== JSON.stringify(pair.other.map(figureOf)));
}

export function limitsOf(pack: Pack, { category, level }: { category: string; level: number }): PackLimit[] {
  return pack.limits.filter((limit) => limit.categories.includes(category) && limit.level === level);
}

function figureOf({ persons, sector, percent, closesAt, longestStayMinutes, inForceFrom, inForceUntil }: PackLimit) {
  return [persons, sector, percent, closesAt, longestStayMinutes, inForceFrom, inForceUntil];
}
