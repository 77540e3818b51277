import type { RulePack } from './rule-pack.ts';

/** What the logic of a pack compares with. */
export interface Literals {
  /** Small whole numbers: ages of tests in hours or days are among them. */
  readonly numbers: readonly number[];
  /** In milliseconds, from texts that are instants and from the periods of published rules. */
  readonly instants: readonly number[];
  /** Calendar dates on which rules begin or end. */
  readonly dates: readonly string[];
}

const largestNumber = 10_000;
const known = new WeakMap<RulePack, Literals>();

/** Read once from a pack. */
export function literalsOf(pack: RulePack): Literals {
  const literals = known.get(pack) ?? readLiterals(pack);
  known.set(pack, literals);
  return literals;
}

function readLiterals({ rules, conditions, businessRules }: RulePack): Literals {
  const testable = [...rules, ...conditions];
  const published = businessRules?.rules ?? [];
  const values = [...testable, ...published].flatMap(({ logic }) => leavesOf(logic));
  const numbers = values.filter((value) => typeof value === 'number');
  const texts = values.filter((value) => typeof value === 'string');
  return {
    numbers: [...new Set(numbers)].filter((number) => Number.isInteger(number) && number > 0 && number < largestNumber),
    instants: [
      ...texts.filter((text) => /^\d{4}-\d\d-\d\dT/u.test(text)).map((text) => Date.parse(text)),
      ...published.flatMap(({ validFromMs, validToMs }) => [validFromMs, validToMs]),
    ],
    dates: [...new Set(testable.flatMap(({ inForceFrom, inForceUntil }) => [inForceFrom, inForceUntil]))].flatMap(
      (date) => date ?? [],
    ),
  };
}

function leavesOf(logic: unknown): unknown[] {
  if (typeof logic !== 'object' || logic === null) return [logic];
  return Object.values(logic).flatMap(leavesOf);
}
