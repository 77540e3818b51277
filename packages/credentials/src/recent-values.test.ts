import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RecentValues } from './recent-values.ts';

const keys = Array.from({ length: 12 }, (_unused, index) => `key ${index}`);
const key = fc.constantFrom(...keys);

interface Step {
  readonly do: 'set' | 'find' | 'delete';
  readonly key: string;
  readonly value: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('set', 'find', 'delete'),
  key,
  value: fc.nat(),
});

/** Takes the steps and gives every answer that was neither the last value of its key nor none. */
function findWrong(values: RecentValues<number>, steps: readonly Step[]): unknown[] {
  const last = new Map<string, number>();
  const wrong: unknown[] = [];
  for (const { do: verb, key: name, value } of steps) {
    const found = verb === 'find' ? values.find(name) : undefined;
    if (found !== undefined && found !== last.get(name)) wrong.push(name);
    if (verb === 'set') for (const each of [values, last]) each.set(name, value);
    if (verb === 'delete') for (const each of [values, last]) each.delete(name);
  }
  return wrong;
}

describe('recent values', () => {
  test('whatever is done, a key has its last value or none, and there are no more than may be', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.array(step, { maxLength: 60 }), (size, steps) => {
        const values = new RecentValues<number>(size);
        expect(findWrong(values, steps)).toEqual([]);
        expect(keys.filter((each) => values.find(each) !== undefined).length).toBeLessThanOrEqual(size);
      }),
    );
  });

  test('what is asked for stays, however much comes', () => {
    const values = new RecentValues<number>(4);
    values.set('kept', 1);
    for (const each of keys) {
      values.set(each, 0);
      expect(values.find('kept')).toBe(1);
    }
    expect(values.find(keys[0] ?? '')).toBeUndefined();
  });
});
