import { describe, expect, it } from 'vitest';
import { formatInstant, instantIn, zoneOf } from './zone.ts';

describe('the zone of an area', () => {
  it.each([
    ['31', 'WIB'],
    ['61.71', 'WIB'],
    ['51.71.01', 'WITA'],
    ['63', 'WITA'],
    ['73.71', 'WITA'],
    ['81', 'WIT'],
    ['94.71', 'WIT'],
  ])('%s: %s', (code, zone) => expect(zoneOf(code)).toBe(zone));
});

describe('an instant of a form', () => {
  it('is that of the area’s clock, wherever the official sits', () => {
    expect(instantIn('WITA', '2021-09-14', '00:00')?.toISOString()).toBe('2021-09-13T16:00:00.000Z');
    expect(instantIn('WIB', '2021-09-14', '00:00')?.toISOString()).toBe('2021-09-13T17:00:00.000Z');
  });
  it('is none where nothing was typed', () => {
    expect(instantIn('WITA', '', '')).toBeUndefined();
    expect(instantIn('WITA', '2021-09-14', '')).toBeUndefined();
  });
  it('is shown with its zone', () => {
    expect(formatInstant('2021-09-13T16:00:00Z', 'WITA')).toMatch(/^14 Sep 2021.*00[.:]00 WITA$/);
  });
});
