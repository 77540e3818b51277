import { expect, it } from 'vitest';
import { earlierClosing, openingBefore } from './closing-time.ts';

it.each([
  ['21:00', '22:00', '21:00'],
  ['02:00', '21:00', '21:00'],
  ['00:30', '02:00', '00:30'],
  [null, '21:00', '21:00'],
  [null, null, null],
])('of %s and %s the night brings %s first', (one, other, first) => {
  expect(earlierClosing(one, other)).toBe(first);
  expect(earlierClosing(other, one)).toBe(first);
});

it.each([
  ['10:00', '10:00'],
  [null, '05:00'],
  // Its own hours begin after the end: those of the regulation are left.
  ['22:00', '05:00'],
  ['21:00', '05:00'],
])('a venue of %s opens at %s where a regulation closes it at 21:00', (own, opensAt) => {
  expect(openingBefore('21:00', own)).toBe(opensAt);
});
