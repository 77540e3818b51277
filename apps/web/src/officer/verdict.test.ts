import { expect, it } from 'vitest';
import type { CheckInReply, Colour, Outcome } from '@gapura/contract';
import { verdictOf } from './verdict.ts';

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
