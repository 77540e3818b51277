import { expect, it } from 'vitest';
import type { Colour, Outcome } from '@gapura/contract';
import { verdictOf } from './verdict.ts';

it.each<[Outcome, Colour[], string]>([
  ['admitted', ['green', 'yellow'], 'enter'],
  ['review', ['yellow', 'green'], 'check'],
  ['refused', ['green', 'red'], 'refuse'],
  ['refused', ['red', 'black'], 'stop'],
  ['refused', ['yellow'], 'refuse'],
  ['full', ['green'], 'full'],
])('%s with %j is %s', (outcome, colours, verdict) => {
  expect(verdictOf({ outcome, persons: colours.map((colour) => ({ colour })) })).toBe(verdict);
});
