import { expect, it } from 'vitest';
import type { CheckInReply, Colour, Outcome } from '@gapura/contract';
import { isAdviceTimely, verdictOf } from './verdict.ts';

const text = { id: '', en: '', ban: '' };

function person(colour: Colour, ...rules: string[]): Pick<CheckInReply['persons'][number], 'colour' | 'reasons'> {
  return { colour, reasons: rules.map((rule) => ({ rule, texts: text, advice: text })) };
}

it.each<[Outcome, Colour[], string]>([
  ['admitted', ['green', 'yellow'], 'enter'],
  ['review', ['yellow', 'green'], 'check'],
  ['refused', ['green', 'red'], 'refuse'],
  ['refused', ['red', 'black'], 'stop'],
  ['refused', ['yellow'], 'refuse'],
  ['full', ['green'], 'full'],
])('%s with %j is %s', (outcome, colours, verdict) => {
  expect(verdictOf({ outcome, persons: colours.map((colour) => person(colour)) })).toBe(verdict);
});

it('tells somebody who is still counted as inside from somebody who may not enter', () => {
  const twice = person('green', 'door.already-inside');
  expect(verdictOf({ outcome: 'refused', persons: [person('green'), twice] })).toBe('already');
  expect(verdictOf({ outcome: 'refused', persons: [person('red'), twice] })).toBe('refuse');
});

it.each([
  ['door.closed', 'closed'],
  ['door.ordered-closed', 'closed'],
  ['door.exit-only', 'exit'],
])('%s is a matter of the door: nobody is called refused for it', (rule, verdict) => {
  const verdictOn = (colour: Colour) =>
    verdictOf({ outcome: 'refused', persons: [person('green', rule), person(colour, rule)] });
  expect(verdictOn('green')).toBe(verdict);
  expect(verdictOn('yellow')).toBe(verdict);
  expect(verdictOn('red')).toBe('refuse');
  expect(verdictOn('black')).toBe('stop');
});

it.each([
  ['refuse', 'vaccination-missing', 'red', true],
  ['refuse', 'vaccinated', 'green', false],
  ['refuse', 'door.already-inside', 'green', true],
  ['full', 'door.full', 'green', true],
  ['full', 'vaccinated', 'green', false],
  ['closed', 'door.closed', 'yellow', true],
  ['closed', 'vaccination-begun', 'yellow', false],
  ['check', 'vaccination-begun', 'yellow', false],
] as const)('at %s, what %s advises somebody %s is said: %s', (verdict, rule, colour, isSaid) => {
  expect(isAdviceTimely(verdict, { rule, colour })).toBe(isSaid);
});
