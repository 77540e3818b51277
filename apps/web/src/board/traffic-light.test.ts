import { expect, it } from 'vitest';
import { boardState } from './traffic-light.ts';

it.each([
  [0, 0, 600, 'free'],
  [479, 0, 600, 'free'],
  [480, 0, 600, 'nearly'],
  [599, 0, 600, 'nearly'],
  [600, 0, 600, 'full'],
  [590, 10, 600, 'full'],
  [400, 80, 600, 'nearly'],
  [601, 0, 600, 'over'],
  [0, 0, 0, 'full'],
  [1, 0, 0, 'over'],
])('%i inside and %i leased of %i is %s', (inside, leased, limit, state) => {
  expect(boardState({ occupancy: { inside, leased, limit } })).toBe(state);
});

it('is closed, however many are inside', () => {
  const occupancy = { inside: 7, leased: 0, limit: 0 };
  expect(boardState({ occupancy, closed: { by: 'order', reason: 'Uji', opensAt: null } })).toBe('closed');
});
