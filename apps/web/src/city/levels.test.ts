import fc from 'fast-check';
import type { LevelChange } from '@gapura/contract';
import { describe, expect, it } from 'vitest';
import { codesUpwards, isWithin, levelAt, stateOf, stretchesOf, windowOf } from './levels.ts';

let count = 0;
function entry(
  area: string,
  level: LevelChange['level'],
  from: string,
  withdrawnAt: string | null = null,
): LevelChange {
  count += 1;
  const said = { reason: 'Uji', sourceUrl: null, enteredAt: from, enteredBy: null, withdrawnBy: null };
  return { ...said, id: String(count).padStart(4, '0'), area, level, from, withdrawnAt };
}

const at = (text: string): number => Date.parse(text);
const bali = entry('51', 4, '2021-09-01T00:00:00Z');
const city = entry('51.71', 3, '2021-09-14T00:00:00Z');
const back = entry('51.71', null, '2021-10-01T00:00:00Z');
const levels = [back, city, bali];

describe('the level of an area', () => {
  it('is that of the nearest area that says something', () => {
    expect(levelAt(levels, '51.71.01', at('2021-09-13T23:59:59Z'))).toMatchObject({ level: 4, saidBy: '51' });
    expect(levelAt(levels, '51.71.01', at('2021-09-14T00:00:00Z'))).toMatchObject({ level: 3, saidBy: '51.71' });
    expect(levelAt(levels, '51.71.01', at('2021-10-01T00:00:00Z'))).toMatchObject({ level: 4, saidBy: '51' });
    expect(levelAt(levels, '52', at('2021-10-01T00:00:00Z'))).toMatchObject({ level: null, saidBy: null });
  });

  it('does not run into an area of like digits', () => {
    expect(isWithin('51.71.01', '51.71')).toBe(true);
    expect(isWithin('51.710', '51.71')).toBe(false);
    expect(codesUpwards('51.71.01')).toEqual(['51.71.01', '51.71', '51']);
  });

  it('counted until it was withdrawn', () => {
    const mistake = entry('51.71', 1, '2021-09-02T00:00:00Z', '2021-09-03T00:00:00Z');
    const all = [mistake, ...levels];
    expect(levelAt(all, '51.71', at('2021-09-02T12:00:00Z')).level).toBe(1);
    expect(levelAt(all, '51.71', at('2021-09-03T00:00:00Z')).level).toBe(4);
    expect(stateOf(all, mistake, at('2021-09-02T12:00:00Z'))).toBe('withdrawn');
  });

  it('has a course without a gap', () => {
    const window = { from: at('2021-08-25T00:00:00Z'), until: at('2021-10-10T00:00:00Z') };
    expect(stretchesOf(levels, '51.71.01', window).map(({ level, saidBy }) => [level, saidBy])).toEqual([
      [null, null],
      [4, '51'],
      [3, '51.71'],
      [4, '51'],
    ]);
  });

  it('is in its course what it is at each instant', () => {
    const steps = fc.array(
      fc.record({
        area: fc.constantFrom('51', '51.71', '51.71.01'),
        level: fc.constantFrom(1, 2, 3, 4, null),
        from: fc.integer({ min: 0, max: 100 }),
        withdrawn: fc.option(fc.integer({ min: 0, max: 100 })),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 99 }), (drawn, instant) => {
        const some = drawn.map(({ area, level, from, withdrawn }) =>
          entry(
            area,
            level,
            new Date(from).toISOString(),
            withdrawn === null ? null : new Date(withdrawn).toISOString(),
          ),
        );
        const course = stretchesOf(some, '51.71.01', { from: 0, until: 100 });
        const here = course.find(({ from, until }) => from <= instant && instant < until);
        expect(here?.level).toBe(levelAt(some, '51.71.01', instant).level);
        expect(course.map(({ from }) => from).slice(1)).toEqual(course.map(({ until }) => until).slice(0, -1));
      }),
    );
  });
});

describe('an entry', () => {
  it('is ahead, in force, or over', () => {
    const now = at('2021-09-20T00:00:00Z');
    expect(levels.map((each) => stateOf(levels, each, now))).toEqual(['ahead', 'in-force', 'in-force']);
    expect(stateOf(levels, city, at('2021-10-02T00:00:00Z'))).toBe('over');
  });
});

describe('the window of the chart', () => {
  it('does not begin long before anything did', () => {
    const now = at('2021-09-20T00:00:00Z');
    expect(windowOf([city], now).from).toBe(at('2021-09-07T00:00:00Z'));
    expect(windowOf(levels, now).from).toBe(at('2021-08-25T00:00:00Z'));
  });

  it('holds what is entered ahead, within half a year', () => {
    const now = at('2021-09-20T00:00:00Z');
    expect(windowOf(levels, now).until).toBeGreaterThan(at(back.from));
    const distant = entry('51', 1, '2031-01-01T00:00:00Z');
    expect(windowOf([distant], now).until).toBeLessThan(at('2022-04-01T00:00:00Z'));
  });
});
