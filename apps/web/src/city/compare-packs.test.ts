import { describe, expect, it } from 'vitest';
import { compareLimits, comparePacks } from './compare-packs.ts';
import { packOf, type Pack } from './pack-document.ts';
import julyLimits from '../../../../rules/id-2022-07/limits.json';
import julyPack from '../../../../rules/id-2022-07/pack.json';
import autumnLimits from '../../../../rules/id-denpasar-2021/limits.json';
import autumnPack from '../../../../rules/id-denpasar-2021/pack.json';

const autumn = packOf({ pack: autumnPack, limits: autumnLimits });
const july = packOf({ pack: julyPack, limits: julyLimits });
const differing = (one: Pack, other: Pack) =>
  comparePacks(one, other).filter(({ difference }) => difference !== 'same');

describe('two packs side by side', () => {
  it('are the same as themselves', () => {
    expect(differing(autumn, autumn)).toEqual([]);
    expect(compareLimits(autumn, autumn)).toEqual([]);
  });

  it('tell what was added, removed and changed', () => {
    const pairs = comparePacks(autumn, july);
    const of = (difference: string) => pairs.filter((pair) => pair.difference === difference).map(({ key }) => key);
    expect(of('added')).toContain('booster');
    expect(of('removed')).toContain('two-doses');
    expect(pairs.find(({ key }) => key === 'case')).toMatchObject({ difference: 'changed' });
    expect(pairs.find(({ key }) => key === 'case')?.changed).toContain('logic');
    expect(compareLimits(autumn, july).length).toBeGreaterThan(0);
  });

  it('find the one thing that a new version changes', () => {
    const [first, ...rest] = autumn.rules;
    if (first === undefined) throw new Error('The pack has no rules.');
    const next = { ...autumn, version: '1.2.0', rules: [{ ...first, colour: 'red' as const }, ...rest] };
    expect(differing(autumn, next)).toMatchObject([{ difference: 'changed', changed: ['verdict'] }]);
    const [limit, ...others] = autumn.limits;
    if (limit === undefined) throw new Error('The pack has no limits.');
    const looser = { ...autumn, limits: [{ ...limit, percent: limit.percent + 1 }, ...others] };
    expect(compareLimits(autumn, looser)).toHaveLength(limit.categories.length);
  });
});
