import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { violationCodes, type Facts } from '@gapura/credentials';
import { admissionOf } from './admission.ts';
import type { Colour } from './decision.ts';
import { screen } from './screen.ts';
import { dose, factsWith, recovery, test } from './test-facts.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));

const rules = getPack('id-denpasar-2021', readJson);
const runs = { numRuns: 2_000 };
const rank: Record<Colour, number> = { black: 0, red: 1, yellow: 2, green: 3 };

const instant = fc.date({ min: new Date('2021-05-01'), max: new Date('2021-12-31'), noInvalidDate: true });
const date = instant.map((day) => day.toISOString().slice(0, 10));
const disease = fc.constantFrom('840539006', '840539006', '840539006', '6142004');

const doses = fc
  .record({
    number: fc.integer({ min: 1, max: 4 }),
    of: fc.integer({ min: 1, max: 3 }),
    givenOn: date,
    targetDisease: disease,
  })
  .map((parts) => factsWith({ doses: [dose(parts)] }));
const recoveries = fc
  .record({
    firstPositiveOn: date,
    validFrom: fc.constantFrom('2021-05-01', '2021-09-01'),
    validUntil: fc.constantFrom('2021-09-15', '2021-12-31'),
    targetDisease: disease,
  })
  .map((parts) => factsWith({ recoveries: [recovery(parts)] }));
const testOf = (results: readonly ('negative' | 'positive' | 'unknown')[]) =>
  fc
    .record({
      result: fc.constantFrom(...results),
      kind: fc.constantFrom('pcr' as const, 'antigen' as const, 'other' as const),
      sampledAt: instant.map((at) => at.toISOString()),
      targetDisease: disease,
    })
    .map((parts) => factsWith({ tests: [test(parts)] }));

const harmless = fc.oneof(doses, recoveries, testOf(['negative', 'unknown']));
const anything = fc.oneof(doses, recoveries, testOf(['negative', 'positive', 'unknown']));
const someone = fc.array(anything, { maxLength: 6 });
const violations = fc.array(
  fc.constantFrom(...violationCodes).map((code) => ({ code })),
  { maxLength: 3 },
);
const place = fc.record({
  now: instant,
  timeZone: fc.constantFrom('Asia/Makassar', 'UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Kiritimati'),
});

describe('every decision', () => {
  it('does not worsen with more evidence, unless that is a positive test', () => {
    const property = fc.property(someone, harmless, place, (facts, more, where) => {
      const before = screen({ facts, rules, ...where });
      const after = screen({ facts: [...facts, more], rules, ...where });
      expect(rank[after.colour]).toBeGreaterThanOrEqual(rank[before.colour]);
    });
    fc.assert(property, runs);
  });

  it('is the same in whatever order the credentials come', () => {
    const shuffled = someone.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    );
    const property = fc.property(shuffled, violations, place, ([facts, others], refused, where) => {
      const one = screen({ facts, violations: refused, rules, ...where });
      const other = screen({ facts: others, violations: refused.toReversed(), rules, ...where });
      expect(other).toEqual(one);
    });
    fc.assert(property, runs);
  });

  it('does not change when a credential is presented twice', () => {
    const property = fc.property(someone, place, (facts, where) => {
      expect(screen({ facts: [...facts, ...facts], rules, ...where })).toEqual(screen({ facts, rules, ...where }));
    });
    fc.assert(property, runs);
  });

  it('is explained in three languages', () => {
    const property = fc.property(someone, violations, place, (facts, refused, where) => {
      const { reasons } = screen({ facts, violations: refused, rules, ...where });
      expect(reasons.length).toBeGreaterThanOrEqual(1);
      expect(new Set(reasons.map(({ rule }) => rule)).size).toBe(reasons.length);
      for (const { texts, advice } of reasons) {
        expect([texts.id, texts.en, texts.ban, advice.id, advice.en, advice.ban]).not.toContain('');
      }
    });
    fc.assert(property, runs);
  });

  it('admits nobody under a pack without rules, or under none', () => {
    const property = fc.property(someone, place, fc.boolean(), (facts, where, none) => {
      const empty = none ? null : { ...rules, rules: [] };
      const { colour } = screen({ facts, rules: empty, ...where });
      expect([colour, admissionOf(colour, empty)]).toEqual(['red', 'refused']);
    });
    fc.assert(property, runs);
  });

  it('ignores what lies in the future', () => {
    const later = (facts: Facts, where: { now: Date }) =>
      [...facts.doses.map(({ givenOn }) => givenOn), ...facts.recoveries.map(({ firstPositiveOn }) => firstPositiveOn)]
        .concat(facts.tests.map(({ sampledAt }) => sampledAt))
        .some((on) => Date.parse(on) > where.now.getTime() + 86_400_000);
    const property = fc.property(someone, place, (facts, where) => {
      const past = facts.filter((fact) => !later(fact, where));
      expect(screen({ facts: past, rules, ...where })).toEqual(screen({ facts, rules, ...where }));
    });
    fc.assert(property, runs);
  });
});
