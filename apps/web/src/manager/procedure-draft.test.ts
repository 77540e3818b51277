import { expect, it } from 'vitest';
import { readProcedure, withStep, withStepEarlier, withoutStep } from './procedure-draft.ts';

const step = (text: string) => ({ id: text, en: text });
const three = ['a', 'b', 'c'].map(step);
const order = (steps: readonly { id: string }[]) => steps.map(({ id }) => id).join('');

it('reads steps without the spaces around them', () => {
  expect(readProcedure([{ id: ' Tunggu ', en: 'Wait ' }])).toEqual({
    request: { steps: [{ id: 'Tunggu', en: 'Wait' }] },
  });
});

it('names each text that is empty or too long', () => {
  expect(readProcedure([step('x'), { id: ' ', en: 'x'.repeat(161) }])).toEqual({
    errors: { 'id-1': 'empty', 'en-1': 'long' },
  });
  expect(readProcedure([step('x'.repeat(160))])).toHaveProperty('request');
});

it('changes, removes and moves one step and no other', () => {
  expect(order(withStep(three, 1, { id: 'x' }))).toBe('axc');
  expect(order(withoutStep(three, 1))).toBe('ac');
  expect(order(withStepEarlier(three, 2))).toBe('acb');
  expect(order(withStepEarlier(three, 0))).toBe('abc');
});
