import { expect, it } from 'vitest';
import { createRepeatFilter } from './repeats.ts';

it('lets a code through once while it stays before the camera', () => {
  const isNew = createRepeatFilter();
  expect(isNew('A', 0)).toBe(true);
  expect(isNew('A', 2000)).toBe(false);
  expect(isNew('A', 4000)).toBe(false);
  expect(isNew('B', 4100)).toBe(true);
  expect(isNew('A', 4200)).toBe(true);
  expect(isNew('A', 7000)).toBe(true);
});
