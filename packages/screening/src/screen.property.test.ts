import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { violationCodes, type Facts } from '@gapura/credentials';
import { admissionOf } from './admission.ts';
import type { Colour } from './decision.ts';
import { outlookOf } from './outlook.ts';
import { screen as screenAnybody, type ScreenOptions } from './screen.ts';
import { dose, exemption, factsWith, recovery, test } from './examples/ordinary.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));

const packs = ['id-denpasar-2021', 'id-2022-02', 'id-2022-07', 'eu-dcc', 'open'].map((name) => getPack(name, readJson));
const runs = { numRuns: 600 };
const leniency = { refused: 0, review: 1, admitted: 2 };
const rank: Record<Colour, number> = { black: 0, red: 1, yellow: 2, green: 3 };

const instant = fc.date({ min: new Date('2021-05-01'), max: new Date('2022-12-31'), noInvalidDate: true });
const date = instant.map((day) => day.toISOString().slice(0, 10));
const disease = fc.constantFrom('840539006', '840539006', '840539006', '6142004');

/** What an EU certificate says of the same, for the rules that are published over it. */
const signed = (tg: string) => ({ tg, co: 'ID', ci: 'URN:UVCI:01:ID:EXAMPLE#1' });
const testKinds = { pcr: 'LP6464-4', antigen: 'LP217198-3', other: 'LP94558-4' };
const testResults = { negative: '260415000', positive: '260373001', unknown: '' };

const doses = fc
  .record({
    number: fc.integer({ min: 1, max: 4 }),
    of: fc.integer({ min: 1, max: 3 }),
    givenOn: date,
    targetDisease: disease,
  })
  .map((parts) => {
    const entry = {
      ...signed(parts.targetDisease),
      mp: 'CoronaVac',
      dn: parts.number,
      sd: parts.of,
      dt: parts.givenOn,
    };
    return factsWith({ doses: [dose(parts)], dcc: { payload: { v: [entry] }, issuerCountry: 'ID' } });
  });
const recoveries = fc
  .record({
    firstPositiveOn: date,
    validFrom: fc.constantFrom('2021-05-01', '2021-09-01'),
    validUntil: fc.constantFrom('2021-09-15', '2022-12-31'),
    targetDisease: disease,
  })
  .map((parts) => {
    const entry = { ...signed(parts.targetDisease), fr: parts.firstPositiveOn };
    return factsWith({ recoveries: [recovery(parts)], dcc: { payload: { r: [entry] }, issuerCountry: 'DE' } });
  });
const testOf = (results: readonly ('negative' | 'positive' | 'unknown')[]) =>
  fc
    .record({
      result: fc.constantFrom(...results),
      kind: fc.constantFrom('pcr' as const, 'antigen' as const, 'other' as const),
      sampledAt: instant.map((at) => at.toISOString()),
      targetDisease: disease,
    })
    .map((parts) => {
      const codes = { tt: testKinds[parts.kind], tr: testResults[parts.result], sc: parts.sampledAt };
      const payload = { t: [{ ...signed(parts.targetDisease), ...codes }] };
      return factsWith({ tests: [test(parts)], dcc: { payload, issuerCountry: 'ID' } });
    });

const exemptions = fc
  .record({ validFrom: date, validUntil: fc.constantFrom('', '2021-09-15', '2022-12-31'), targetDisease: disease })
  .map((parts) => factsWith({ exemptions: [exemption(parts)] }));

const harmless = fc.oneof(doses, recoveries, exemptions, testOf(['negative', 'unknown']));
const anything = fc.oneof(harmless, testOf(['positive']));
const someone = fc.array(anything, { maxLength: 6 });
const violations = fc.array(
  fc.constantFrom(...violationCodes).map((code) => ({ code })),
  { maxLength: 3 },
);
const place = fc.record({
  now: instant,
  category: fc.constantFrom('mall', 'hotel', 'cinema', 'government-office'),
  level: fc.integer({ min: 1, max: 4 }),
  accompanied: fc.boolean(),
  bornOn: fc.constantFrom('', '1990', '2006-06', '2012-03-04', '1949-01-01'),
  exposures: fc.array(fc.record({ kind: fc.constantFrom('case' as const, 'contact' as const), on: date }), {
    maxLength: 1,
  }),
  timeZone: fc.constantFrom('Asia/Makassar', 'UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Kiritimati'),
});

/** The holder is of the age that is stated besides. */
function screen({ facts, bornOn = '', ...options }: ScreenOptions) {
  const born = facts.map((fact) => ({ ...fact, holder: { ...fact.holder, bornOn } }));
  return screenAnybody({ ...options, facts: born, bornOn });
}

describe.each(packs)('every decision of $id', (rules) => {
  it('does not worsen with more evidence, unless that is a positive test', () => {
    const property = fc.property(someone, harmless, place, (facts, more, where) => {
      const before = screen({ facts, rules, ...where });
      const after = screen({ facts: [...facts, more], rules, ...where });
      expect(rank[after.colour]).toBeGreaterThanOrEqual(rank[before.colour]);
      expect(leniency[after.admission]).toBeGreaterThanOrEqual(leniency[before.admission]);
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

  it('is green from when the outlook says, and not a second before', () => {
    let waiting = 0;
    const property = fc.property(someone, place, (facts, where) => {
      const born = facts.map((fact) => ({ ...fact, holder: { ...fact.holder, bornOn: where.bornOn } }));
      const { greenFrom } = outlookOf({ facts: born, rules, ...where });
      if (greenFrom === null) return;
      waiting += 1;
      const at = Date.parse(greenFrom);
      const after = screenAnybody({ facts: born, rules, ...where, now: new Date(at) });
      const before = screenAnybody({ facts: born, rules, ...where, now: new Date(at - 1000) });
      expect([after.colour, after.admission]).toEqual(['green', 'admitted']);
      expect([before.colour, before.admission]).not.toEqual(['green', 'admitted']);
    });
    // The same people every time, so that some of them surely wait.
    fc.assert(property, { numRuns: 300, seed: 20_210_921 });
    expect(waiting > 0).toBe(rules.id !== 'open');
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
      const { colour, admission } = screen({ facts, rules: empty, ...where });
      expect([colour, admission, admissionOf('green', empty)]).toEqual(['red', 'refused', 'refused']);
    });
    fc.assert(property, runs);
  });

  it('ignores what lies in the future', () => {
    const later = (facts: Facts, where: { now: Date }) =>
      [...facts.doses.map(({ givenOn }) => givenOn), ...facts.recoveries.map(({ firstPositiveOn }) => firstPositiveOn)]
        .concat(facts.tests.map(({ sampledAt }) => sampledAt))
        .concat(facts.exemptions.map(({ validFrom }) => validFrom))
        .some((on) => Date.parse(on) > where.now.getTime() + 86_400_000);
    const property = fc.property(someone, place, (facts, where) => {
      const past = facts.filter((fact) => !later(fact, where));
      expect(screen({ facts: past, rules, ...where })).toEqual(screen({ facts, rules, ...where }));
    });
    fc.assert(property, runs);
  });
});
