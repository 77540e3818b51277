import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedPlaces, placesOf } from './limits.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));
const pack = getPack('id-denpasar-2021', readJson);
const levels = [4, 3, 2, 1];

describe('allowedPlaces in Denpasar, of a capacity of 99', () => {
  it.each([
    ['mall', '2021-09-21', [49, 49, 49, 99], ['21:00', '21:00', '21:00', '22:00']],
    ['supermarket', '2021-09-21', [49, 49, 74, 99], ['21:00', '21:00', '21:00', null]],
    ['hotel', '2021-09-21', [49, 49, 49, null], [null, null, null, null]],
    ['cinema', '2021-10-18', [0, 49, 49, 69], [null, null, null, null]],
    ['cinema', '2021-10-19', [0, 49, 69, 69], [null, null, null, null]],
    ['tourist-site', '2021-09-21', [49, 49, 24, 74], [null, null, null, null]],
    ['government-office', '2021-10-25', [null, null, null, null], [null, null, null, null]],
    ['palace', '2021-09-21', [null, null, null, null], [null, null, null, null]],
  ])('%s on %s: %j, closing %j', (category, today, totals, closing) => {
    const allowed = levels.map((level) => allowedPlaces(pack, 99, { category, level, today }));
    expect(allowed.map(({ total }) => total)).toEqual(totals);
    expect(allowed.map(({ closesAt }) => closesAt)).toEqual(closing);
  });

  it.each([
    ['non-essential', [0, 24, 49, 74]],
    ['essential', [49, 74, 99, 99]],
    ['critical', [99, 99, 99, 99]],
    [undefined, [null, null, null, null]],
  ] as const)('employees of a government office of the sector %s: %j', (sector, employees) => {
    const question = { category: 'government-office', today: '2021-10-25', ...(sector && { sector }) };
    expect(levels.map((level) => allowedPlaces(pack, 99, { ...question, level }).employees)).toEqual(employees);
  });

  it('takes the strictest of several limits, and names each source once', () => {
    const [limit] = pack.limits.filter(({ categories }) => categories.includes('mall'));
    if (limit === undefined) throw new Error('no limit of malls');
    const twice = { ...pack, limits: [limit, { ...limit, percent: 25, longestStayMinutes: 30, closesAt: '20:00' }] };
    const question = { category: 'mall', level: limit.level, today: limit.inForceFrom };
    expect(allowedPlaces(twice, 600, question)).toMatchObject({
      total: 150,
      longestStayMinutes: 30,
      closesAt: '20:00',
    });
    expect(allowedPlaces(twice, 600, question).sources).toHaveLength(1);
    const late = { ...pack, limits: [limit, { ...limit, closesAt: '00:30' }] };
    expect(allowedPlaces(late, 600, question).closesAt).toBe('21:00');
  });
});

it('never allows more than the capacity, and never rounds up', () => {
  const property = fc.property(fc.nat(1_000_000), fc.integer({ min: 0, max: 100 }), (capacity, percent) => {
    const places = placesOf(capacity, percent);
    expect(places).toBeLessThanOrEqual(capacity);
    expect(places * 100).toBeLessThanOrEqual(capacity * percent);
    expect((places + 1) * 100).toBeGreaterThan(capacity * percent);
  });
  fc.assert(property);
});
