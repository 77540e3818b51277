import { expect, test } from 'vitest';
import { toAlpha2 } from './countries.ts';

test.each([
  ['IDN', 'ID'],
  ['usa', 'US'],
  [' SGP ', 'SG'],
  ['ZWE', 'ZW'],
  ['ID', 'ID'],
  ['XXX', ''],
  ['Indonesia', ''],
  ['', ''],
])('%j is %j', (code, alpha2) => {
  expect(toAlpha2(code)).toBe(alpha2);
});
