import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogic, type Asked } from './logic-words.ts';
import { packOf } from './pack-document.ts';
import julyLimits from '../../../../rules/id-2022-07/limits.json';
import julyPack from '../../../../rules/id-2022-07/pack.json';
import autumnLimits from '../../../../rules/id-denpasar-2021/limits.json';
import autumnPack from '../../../../rules/id-denpasar-2021/pack.json';

const autumn = packOf({ pack: autumnPack, limits: autumnLimits });
const july = packOf({ pack: julyPack, limits: julyLimits });

const fact = (path: string, isNot = false) => ({ is: 'fact', path, isNot });
const child = { and: [{ var: 'ageKnown' }, { '<': [{ var: 'age' }, 12] }] };
const antigen = { and: [{ var: 'negativeAntigen' }, { '<': [{ var: 'negativeAntigen.hoursSince' }, 24] }] };
const pcr = { and: [{ var: 'negativePcr' }, { '<': [{ var: 'negativePcr.hoursSince' }, 72] }] };
const fresh = (path: string, hours: string) => ({
  is: 'compared',
  path: `${path}.hoursSince`,
  sign: '<',
  value: hours,
});

describe('the logic of a rule in words', () => {
  it('leaves out what goes without saying', () => {
    expect(readLogic({ and: [{ var: 'vaccination' }, { var: 'vaccination.complete' }] })).toEqual(
      fact('vaccination.complete'),
    );
    expect(readLogic(child)).toEqual({ is: 'compared', path: 'age', sign: '<', value: '12' });
  });

  it('keeps “a dose” beside “the series is not complete”', () => {
    const firstDose = { and: [{ var: 'vaccination' }, { '!': [{ var: 'vaccination.complete' }] }] };
    expect(readLogic(firstDose)).toEqual({
      is: 'all',
      parts: [fact('vaccination'), fact('vaccination.complete', true)],
    });
  });

  it('says “one of these” for what is written as “not both missing”', () => {
    const either = { '!': [{ and: [{ '!': [antigen] }, { '!': [pcr] }] }] };
    expect(readLogic(either)).toEqual({
      is: 'any',
      parts: [fresh('negativeAntigen', '24'), fresh('negativePcr', '72')],
    });
  });

  it('says exactly what “not a child” leaves open: an older person, or an age that nobody knows', () => {
    expect(readLogic({ '!': [child] })).toEqual({
      is: 'any',
      parts: [fact('ageKnown', true), { is: 'compared', path: 'age', sign: '≥', value: '12' }],
    });
    expect(readLogic({ '!': [{ '!': [{ var: 'exemption' }] }] })).toEqual(fact('exemption'));
  });

  it('compares two things that are measured', () => {
    const earlier = { '<=': [{ '+': [{ var: 'negativeTest.daysSince' }, 5] }, { var: 'positiveTest.daysSince' }] };
    expect(readLogic(earlier)).toEqual({
      is: 'compared',
      path: 'negativeTest.daysSince',
      plus: 5,
      sign: '≤',
      value: { path: 'positiveTest.daysSince' },
    });
  });

  it('says what is always so, and shows what it has no words for', () => {
    expect(readLogic({ '===': [1, 1] })).toEqual({ is: 'always' });
    const odd = { in: [{ var: 'category' }, ['mall', 'hotel']] };
    expect(readLogic(odd)).toEqual({ is: 'other', text: JSON.stringify(odd) });
    expect(readLogic(null)).toEqual({ is: 'other', text: 'null' });
  });

  it('says the same as the logic, of any person and every shipped rule', () => {
    const rules = [autumn, july].flatMap((pack) => [...pack.rules, ...pack.conditions]);
    const evidence = fc.record({
      ageKnown: fc.boolean(),
      age: fc.integer({ min: 0, max: 90 }),
      accompanied: fc.boolean(),
      category: fc.constantFrom('mall', 'cinema', 'hotel'),
      level: fc.constantFrom(2, 3),
      exemption: fc.constantFrom(null, { validFrom: '2021-01-01' }),
      vaccination: fc.option(fc.record({ complete: fc.boolean(), boosted: fc.boolean() })),
      ...Object.fromEntries(
        ['recovery', 'positiveTest', 'negativeTest', 'negativePcr', 'negativeAntigen', 'case', 'contact'].map(
          (name) => [
            name,
            fc.option(
              fc.record({
                daysSince: fc.integer({ min: 0, max: 100 }),
                hoursSince: fc.integer({ min: 0, max: 100 }),
                monthsSince: fc.integer({ min: 0, max: 6 }),
                exitTestDay: fc.option(fc.integer({ min: 1, max: 9 })),
              }),
            ),
          ],
        ),
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...rules), evidence, (rule, person) => {
        expect(holds(readLogic(rule.logic), person)).toBe(Boolean(evaluate(rule.logic, person)));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** As much of CertLogic as the shipped rules use. */
function evaluate(logic: unknown, person: object): unknown {
  const [name, value] = Object.entries(logic ?? {})[0] ?? [];
  if (name === undefined || typeof logic !== 'object') return logic;
  if (name === 'var') return valueOf(String(value), person);
  const operands: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (name === 'and') return operands.every((operand) => Boolean(evaluate(operand, person)));
  if (name === '!') return !evaluate(operands[0], person);
  const [left, right] = operands.map((operand) => evaluate(operand, person));
  if (name === '===') return left === right;
  if (name === '+') return Number(left) + Number(right);
  const difference = Number(left) - Number(right);
  return { '<': difference < 0, '<=': difference <= 0, '>': difference > 0, '>=': difference >= 0 }[name];
}

/** Whether what is told is true of somebody; a comparison with something missing is not. */
function holds(asked: Asked, person: object): boolean {
  if (asked.is === 'all') return asked.parts.every((part) => holds(part, person));
  if (asked.is === 'any') return asked.parts.some((part) => holds(part, person));
  if (asked.is === 'fact') return Boolean(valueOf(asked.path, person)) !== asked.isNot;
  if (asked.is !== 'compared') return asked.is === 'always';
  const left = asked.path === 'age' && !valueOf('ageKnown', person) ? null : valueOf(asked.path, person);
  const right = typeof asked.value === 'string' ? asked.value : valueOf(asked.value.path, person);
  if (left === undefined || left === null || right === undefined || right === null) return false;
  // What is written in a rule is shown as text, so a level of 3 is told as “3”.
  const isSame = left === right || JSON.stringify(left) === right;
  if (asked.sign === '=' || asked.sign === '≠') return isSame === (asked.sign === '=');
  const difference = Number(left) + (asked.plus ?? 0) - Number(right);
  return { '<': difference < 0, '≤': difference <= 0, '>': difference > 0, '≥': difference >= 0 }[asked.sign];
}

function valueOf(path: string, person: object): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], person);
}
