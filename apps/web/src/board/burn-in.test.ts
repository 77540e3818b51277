import { expect, it } from 'vitest';
import { shiftAt } from './burn-in.ts';

it('moves each minute by one step at most and comes round', () => {
  const walk = Array.from({ length: 10 }, (_, minute) => shiftAt(minute * 60_000));
  for (const [index, { x, y }] of walk.entries()) {
    const next = walk[index + 1] ?? walk[0];
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
    expect(`${x},${y}`).not.toBe(next === undefined ? '' : index < 8 ? `${next.x},${next.y}` : 'round');
  }
  expect(walk[9]).toEqual(walk[0]);
});
