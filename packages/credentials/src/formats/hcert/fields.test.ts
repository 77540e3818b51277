import { describe, expect, test } from 'vitest';
import { parseBirthDate, parseDate, parseInstant } from './fields.ts';

describe('dates', () => {
  test.each([
    ['2021-06-11', '2021-06-11'],
    ['2021-06-11T00:00:00', '2021-06-11'],
    ['2021-06-11T22:00:00.000Z', '2021-06-11'],
    ['2021-02-30', undefined],
    ['2021-06', undefined],
    ['11.06.2021', undefined],
    ['2021-06-111', undefined],
  ])('reads the date %s as %s', (text, date) => expect(parseDate(text)).toBe(date));

  test.each([
    ['2021-06-11T17:30:00+02:00', '2021-06-11T15:30:00.000Z'],
    ['2021-06-11T17:30:00+02', '2021-06-11T15:30:00.000Z'],
    ['2021-06-11T17:30:00+0200', '2021-06-11T15:30:00.000Z'],
    ['2021-06-11T17:30:00Z', '2021-06-11T17:30:00.000Z'],
    ['2021-06-11T17:30:00.9906293Z', '2021-06-11T17:30:00.990Z'],
    ['2021-06-11 17:30', '2021-06-11T17:30:00.000Z'],
    ['2021-06-11', '2021-06-11T00:00:00.000Z'],
    ['2021-06-11T25:30:00Z', undefined],
    ['2021-02-30T10:00:00Z', undefined],
    ['yesterday', undefined],
  ])('reads the instant %s as %s', (text, instant) => expect(parseInstant(text)).toBe(instant));

  test.each([
    ['1990-01-31', '1990-01-31'],
    ['1990-01', '1990-01'],
    ['1990', '1990'],
    ['1990-XX-XX', '1990'],
    ['1990-01-XX', '1990-01'],
    ['1990-01-31T00:00:00', '1990-01-31'],
    ['', ''],
    ['unknown', ''],
    ['19901', ''],
  ])('reads the date of birth %j as %j', (text, date) => expect(parseBirthDate(text)).toBe(date));
});
