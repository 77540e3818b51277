import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { violationCodes } from '@gapura/credentials';
import { admissionOf } from './admission.ts';
import { findRule } from './find-rule.ts';
import type { RulePack } from './rule-pack.ts';
import { screen } from './screen.ts';
import { dose, factsWith, test } from './examples/ordinary.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));

const pack = getPack('id-denpasar-2021', readJson);
const at = { now: new Date('2021-09-21T02:00:00Z'), timeZone: 'Asia/Makassar' };
const twoDoses = factsWith({ doses: [dose({ number: 2 })] });

function rulesOf(options: Partial<Parameters<typeof screen>[0]>) {
  const { colour, reasons } = screen({ facts: [twoDoses], rules: pack, ...at, ...options });
  return [colour, ...reasons.map(({ rule }) => rule)];
}

describe('screen', () => {
  it('refuses where the rules are unknown or none', () => {
    expect(rulesOf({ rules: null })).toEqual(['red', 'no-rules']);
    expect(rulesOf({ rules: { ...pack, rules: [] } })).toEqual(['red', 'no-rules']);
  });

  it('refuses credentials of different people', () => {
    const { holder } = twoDoses;
    const another = factsWith({ holder: { ...holder, bornOn: '1990-05-18' } });
    expect(rulesOf({ facts: [twoDoses, another] })).toEqual(['red', 'credentials-of-different-people']);
    const written = factsWith({ holder: { ...holder, standardGivenName: 'NI<<LUH<' } });
    expect(rulesOf({ facts: [twoDoses, written] })).toEqual(['green', 'id-2021.two-doses']);
  });

  it('refuses where a rule cannot be evaluated, whatever the others say', () => {
    const [first, ...others] = pack.rules;
    const broken = { ...first, logic: { '<': [{ var: 'positiveTest.daysSince' }, 14] } } as RulePack['rules'][0];
    expect(rulesOf({ rules: { ...pack, rules: [broken, ...others] } })).toEqual(['red', 'rule-failed']);
  });

  it('refuses where no rule matches', () => {
    const rules = { ...pack, rules: pack.rules.filter(({ colour }) => colour === 'black') };
    expect(rulesOf({ rules })).toEqual(['red', 'nothing-matched']);
  });

  it('tells the most serious violation first and each kind once', () => {
    const violations = ['cbor-invalid', 'expired', 'base45-invalid', 'signature-invalid'].map((code) => ({ code }));
    expect(rulesOf({ facts: [], violations })).toEqual([
      'red',
      'credential-tampered',
      'credential-expired',
      'credential-unreadable',
      'id-2021.nothing-found',
    ]);
  });

  it('keeps violations apart from black', () => {
    const facts = [twoDoses, factsWith({ tests: [test({ result: 'positive' })] })];
    expect(rulesOf({ facts, violations: [{ code: 'expired' }] })).toEqual(['black', 'id-2021.positive-test']);
  });

  it.each(violationCodes)('has words for the violation %s, and for a code of tomorrow', (code) => {
    const { reasons } = screen({ facts: [], violations: [{ code }, { code: 'of-tomorrow' }], rules: pack, ...at });
    for (const { texts, advice } of reasons) {
      expect([texts.id, texts.en, texts.ban, advice.id, advice.en, advice.ban].every((text) => text !== '')).toBe(true);
    }
  });

  it('throws on an unknown time zone instead of guessing the day', () => {
    expect(() => rulesOf({ timeZone: 'Asia/Denpasar' })).toThrow(RangeError);
  });
});

describe('findRule', () => {
  it('finds each reason that a decision gave by its id', () => {
    const { reasons } = screen({ facts: [], violations: [{ code: 'expired' }], rules: pack, ...at });
    for (const reason of reasons) expect(findRule(pack, reason.rule)).toEqual(reason);
    expect(findRule(pack, 'id-1999.none')).toBeNull();
  });
});

describe('admissionOf', () => {
  it('follows the pack, and admits nobody without rules', () => {
    const colours = ['green', 'yellow', 'red', 'black'] as const;
    expect(colours.map((colour) => admissionOf(colour, pack))).toEqual(['admitted', 'review', 'refused', 'refused']);
    for (const nothing of [null, { ...pack, rules: [] }]) {
      expect(colours.map((colour) => admissionOf(colour, nothing))).toEqual(Array(4).fill('refused'));
    }
  });
});
