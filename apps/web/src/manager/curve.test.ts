import { describe, expect, it } from 'vitest';
import { hourlyPoints, stepPath, topOfAxis, wholeCourse, type CurvePoint } from './curve.ts';

const point = (time: string, visitors: number, employees = 0, limit = 10): CurvePoint => ({
  at: `2021-09-21T${time}:00Z`,
  visitors,
  employees,
  limit,
});
const plot = {
  width: 100,
  height: 50,
  fromMs: Date.parse('2021-09-21T00:00:00Z'),
  untilMs: Date.parse('2021-09-21T10:00:00Z'),
  most: 10,
};

describe('stepPath', () => {
  it('holds each value until the next and the last until the end', () => {
    const points = [point('00:00', 0), point('05:00', 10), point('06:00', 5)];
    expect(stepPath(plot, points, ({ visitors }) => visitors)).toBe('M0 50H50V0H60V25H100');
  });
  it('draws nothing of nothing', () => {
    expect(stepPath(plot, [], ({ visitors }) => visitors)).toBe('');
  });
});

describe('topOfAxis', () => {
  it.each([
    [0, 0, 5],
    [7, 10, 10],
    [3, 600, 600],
    [120, 150, 160],
    [41, 43, 50],
  ])('%i inside with the limit %i gets an axis up to %i', (inside, limit, top) => {
    expect(topOfAxis([point('01:00', inside, 0, limit)])).toBe(top);
  });
});

it('tells the last state of each hour', () => {
  const points = [point('01:05', 1), point('01:55', 4), point('02:00', 6), point('04:30', 2)];
  expect(hourlyPoints(points).map(({ visitors }) => visitors)).toEqual([4, 6, 2]);
});

describe('wholeCourse', () => {
  const dayMs = Date.parse('2021-09-21T00:00:00Z');
  it('begins with nobody shortly before the first movement and ends now', () => {
    const course = wholeCourse(dayMs, [point('03:00', 4)], point('05:00', 2));
    expect(course.map(({ at, visitors }) => [at.slice(11, 16), visitors])).toEqual([
      ['02:30', 0],
      ['03:00', 4],
      ['05:00', 2],
    ]);
  });
  it('does not begin before the day', () => {
    const course = wholeCourse(dayMs, [point('00:10', 1)], point('05:00', 2));
    expect(course[0]?.at).toBe('2021-09-21T00:00:00.000Z');
  });
  it('drops what lies after now, as clocks differ', () => {
    expect(wholeCourse(dayMs, [point('06:00', 9)], point('05:00', 2))).toHaveLength(2);
  });
});
