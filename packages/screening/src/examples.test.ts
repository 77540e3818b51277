import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Dose, Recovery, TestResult } from '@gapura/credentials';
import type { Colour } from './decision.ts';
import { screen } from './screen.ts';
import { dose, factsWith, recovery, test } from './test-facts.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));

interface Example {
  readonly title: string;
  readonly now: string;
  readonly timeZone: string;
  readonly doses?: readonly Partial<Dose>[];
  readonly tests?: readonly Partial<TestResult>[];
  readonly recoveries?: readonly Partial<Recovery>[];
  readonly violations?: readonly string[];
  readonly colour: Colour;
  readonly rules: readonly string[];
}

/** One credential for each entry, as issuers do it. */
function factsOf({ doses = [], tests = [], recoveries = [] }: Example) {
  return [
    ...doses.map((parts) => factsWith({ doses: [dose(parts)] })),
    ...tests.map((parts) => factsWith({ tests: [test(parts)] })),
    ...recoveries.map((parts) => factsWith({ recoveries: [recovery(parts)] })),
  ];
}

describe.each(['id-denpasar-2021'])('the examples of %s', (name) => {
  const rules = getPack(name, readJson);
  const examples = readJson(`${name}/examples.json`) as readonly Example[];

  it.each(examples)('$title: $colour', (example) => {
    const { timeZone, violations = [] } = example;
    const decision = screen({
      facts: factsOf(example),
      violations: violations.map((code) => ({ code })),
      rules,
      now: new Date(example.now),
      timeZone,
    });
    expect(decision.colour).toBe(example.colour);
    expect(decision.reasons.map(({ rule }) => rule)).toEqual(example.rules);
  });

  it('show every rule at least once', () => {
    const shown = new Set(examples.flatMap((example) => example.rules));
    expect(rules.rules.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});
