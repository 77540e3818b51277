import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, dateIn, daysBetween, isCalendarDate, monthsBetween } from './calendar.ts';
import { startOfDay } from './start-of-day.ts';

describe('the calendar', () => {
  it.each([
    ['Asia/Makassar', '2021-09-20T15:59:59.999Z', '2021-09-20'],
    ['Asia/Makassar', '2021-09-20T16:00:00.000Z', '2021-09-21'],
    ['Pacific/Kiritimati', '2021-12-31T10:00:00Z', '2022-01-01'],
    ['America/Los_Angeles', '2021-01-01T07:59:59Z', '2020-12-31'],
  ])('in %s, %s is %s', (zone, at, on) => {
    expect(dateIn(zone, new Date(at))).toBe(on);
  });

  it('is on the same day all through a quarter of an hour, wherever and whenever since 1980', () => {
    const quarterMs = 900_000;
    const first = Date.UTC(1980, 0, 1) / quarterMs;
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const property = fc.property(zone, fc.integer({ min: first, max: first + 4_000_000 }), (timeZone, quarter) => {
      const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
      for (const instant of [quarter * quarterMs, quarter * quarterMs + quarterMs - 1]) {
        expect(dateIn(timeZone, new Date(instant))).toBe(format.format(instant));
      }
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it.each([
    ['2021-06-22', '2021-09-21', 2],
    ['2021-06-21', '2021-09-21', 3],
    ['2021-11-30', '2022-02-27', 2],
    ['2021-11-30', '2022-02-28', 3],
    ['2023-11-30', '2024-02-28', 2],
    ['2021-12-31', '2022-01-01', 0],
  ])('from %s to %s are %i full months', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });

  it('counts days as the calendar does, also over a change of the clock', () => {
    expect(daysBetween('2021-03-27', '2021-03-29')).toBe(2);
    const property = fc.property(fc.integer({ min: 0, max: 20_000 }), fc.nat(2_000), (first, days) => {
      const on = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(daysBetween(on(first), on(first + days))).toBe(days);
    });
    fc.assert(property);
  });

  it('knows full dates that exist', () => {
    expect(['2021-02-28', '2021-02-29', '2021-02', '2021-13-01', '2021-09-21T00:00'].map(isCalendarDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['2009-09-21', 12],
    ['2009-09-22', 11],
    ['2004-02-29', 17],
    ['2009', 11],
    ['2009-09', 11],
    ['2009-08', 12],
    ['2021-09-22', null],
    ['', null],
    ['soon', null],
  ])('somebody born on %j is %o years old on 21 September 2021', (bornOn, age) => {
    expect(ageOn(bornOn, '2021-09-21')).toBe(age);
  });

  it.each([
    ['Asia/Makassar', '2021-10-03', '2021-10-02T16:00:00.000Z'],
    ['Pacific/Kiritimati', '2022-01-01', '2021-12-31T10:00:00.000Z'],
    ['Pacific/Niue', '2022-01-01', '2022-01-01T11:00:00.000Z'],
    ['Asia/Kathmandu', '2022-01-01', '2021-12-31T18:15:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
  ])('in %s, %s begins at %s', (zone, date, at) => {
    expect(startOfDay(zone, date).toISOString()).toBe(at);
  });
});
