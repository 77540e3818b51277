import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, isOpenAt, startOfDay, visitEndsBy } from './opening-hours.ts';
import { isTimeZone, timeOfDay, wallTimeAt } from './wall-clock.ts';

const denpasar = { timeZone: 'Asia/Makassar', longestStayMinutes: 720 };
const office = { ...denpasar, opensAt: '08:00', closesAt: '16:00' };
const nightMarket = { ...denpasar, opensAt: '18:00', closesAt: '02:00' };
const always = { ...denpasar, opensAt: null, closesAt: null };
const berlin = { timeZone: 'Europe/Berlin', longestStayMinutes: 1440, opensAt: '08:00', closesAt: '02:30' };

describe('isOpenAt', () => {
  it.each([
    ['a minute before it opens', office, '2021-10-01T07:59:59+08:00', false],
    ['as it opens', office, '2021-10-01T08:00:00+08:00', true],
    ['before it closes', office, '2021-10-01T15:59:59+08:00', true],
    ['as it closes', office, '2021-10-01T16:00:00+08:00', false],
    ['in the evening, over midnight', nightMarket, '2021-10-01T18:00:00+08:00', true],
    ['at midnight, over midnight', nightMarket, '2021-10-02T00:00:00+08:00', true],
    ['in the small hours, over midnight', nightMarket, '2021-10-02T01:59:00+08:00', true],
    ['as the night ends', nightMarket, '2021-10-02T02:00:00+08:00', false],
    ['always', always, '2021-10-02T03:00:00+08:00', true],
    [
      'from closing time to closing time',
      { ...denpasar, opensAt: '09:00', closesAt: '09:00' },
      '2021-10-02T09:00:00+08:00',
      true,
    ],
  ])('%s', (_name, venue, now, open) => {
    expect(isOpenAt(venue, new Date(now))).toBe(open);
  });
});

describe('visitEndsBy', () => {
  it.each([
    ['at closing time', office, '2021-10-01T09:00:00+08:00', '2021-10-01T16:00:00+08:00'],
    [
      'after the longest stay',
      { ...office, longestStayMinutes: 60 },
      '2021-10-01T09:00:00+08:00',
      '2021-10-01T10:00:00+08:00',
    ],
    ['after midnight', nightMarket, '2021-10-01T23:00:00+08:00', '2021-10-02T02:00:00+08:00'],
    ['in the same night', nightMarket, '2021-10-02T01:00:00+08:00', '2021-10-02T02:00:00+08:00'],
    [
      'on the next day, after closing',
      { ...office, longestStayMinutes: 1440 },
      '2021-10-01T16:00:00+08:00',
      '2021-10-02T16:00:00+08:00',
    ],
    ['never by closing', always, '2021-10-01T09:00:00+08:00', '2021-10-01T21:00:00+08:00'],
    ['where the clock skips closing time', berlin, '2021-03-28T00:30:00+01:00', '2021-03-28T03:30:00+02:00'],
    ['at the first of two closing times', berlin, '2021-10-31T00:30:00+02:00', '2021-10-31T02:30:00+02:00'],
    ['at the second of two closing times', berlin, '2021-10-31T02:45:00+02:00', '2021-10-31T02:30:00+01:00'],
  ])('%s', (_name, venue, startedAt, end) => {
    expect(visitEndsBy(venue, new Date(startedAt))).toEqual(new Date(end));
  });
});

describe('startOfDay', () => {
  it.each([
    ['Asia/Makassar', '2021-10-01T23:59:00Z', '2021-10-01T16:00:00Z'],
    ['Asia/Jayapura', '2021-10-01T15:00:00Z', '2021-10-01T15:00:00Z'],
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00:00Z'],
  ])('in %s at %s', (timeZone, now, start) => {
    expect(startOfDay(new Date(now), timeZone)).toEqual(new Date(start));
  });
});

describe('isTimeZone', () => {
  it.each(['Asia/Makassar', 'UTC', 'Asia/Kathmandu'])('knows %s', (name) => expect(isTimeZone(name)).toBe(true));
  it.each(['', '+08:00', 'Asia/Denpasar', 'Asia/Makassar '])('refuses “%s”', (name) =>
    expect(isTimeZone(name)).toBe(false),
  );
});

const zones = [
  'Asia/Makassar',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
const clockTime = fc
  .integer({ min: 0, max: 1439 })
  .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`);
const venue = fc.record({
  timeZone: fc.constantFrom(...zones),
  opensAt: clockTime,
  closesAt: clockTime,
  longestStayMinutes: fc.integer({ min: 1, max: 4000 }),
});
const instant = fc.date({
  min: new Date('2011-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('in any zone at any time', () => {
  it('a visit ends after it starts, not later than the longest stay, and not later than two days on', () => {
    fc.assert(
      fc.property(venue, instant, (place, startedAt) => {
        const stayMs = visitEndsBy(place, startedAt).getTime() - startedAt.getTime();
        expect(stayMs).toBeGreaterThan(0);
        expect(stayMs).toBeLessThanOrEqual(Math.min(place.longestStayMinutes * 60_000, 2 * 86_400_000));
      }),
    );
  });

  it('a visit of an open venue lasts to the minute in which it closes', () => {
    fc.assert(
      fc.property(venue, instant, (place, startedAt) => {
        fc.pre(place.opensAt !== place.closesAt && isOpenAt(place, startedAt));
        const end = visitEndsBy({ ...place, longestStayMinutes: 10_000 }, startedAt);
        const wall = timeOfDay(wallTimeAt(place.timeZone, end.getTime()));
        const closes = timeOfDay(Date.parse(`2021-01-01T${place.closesAt}:00Z`));
        // Where a clock is put forward over closing time, the wall shows it late by what the clock skipped.
        expect([0, 30 * 60_000, 60 * 60_000]).toContain((wall - closes + 86_400_000) % 86_400_000);
      }),
    );
  });

  it('the answer does not depend on who asked before', () => {
    fc.assert(
      fc.property(venue, fc.array(instant, { minLength: 2, maxLength: 6 }), (place, instants) => {
        const there = instants.map((startedAt) => visitEndsBy(place, startedAt).getTime());
        const back = instants.toReversed().map((startedAt) => visitEndsBy(place, startedAt).getTime());
        expect(back.toReversed()).toEqual(there);
      }),
    );
  });

  it('a day begins before it is over, at midnight', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (timeZone, now) => {
        const start = startOfDay(now, timeZone).getTime();
        expect(start).toBeLessThanOrEqual(now.getTime());
        expect(now.getTime() - start).toBeLessThanOrEqual(25 * 3_600_000);
        expect(timeOfDay(wallTimeAt(timeZone, start))).toBe(0);
      }),
    );
  });

  it('a day ends later, where the next one begins', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (timeZone, now) => {
        const end = endOfDay(now, timeZone);
        expect(end.getTime()).toBeGreaterThan(now.getTime());
        expect(startOfDay(end, timeZone)).toEqual(end);
        expect(startOfDay(new Date(end.getTime() - 1), timeZone)).toEqual(startOfDay(now, timeZone));
      }),
    );
  });
});
