import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findBadgeCode } from './index.ts';

const code = '0123456789ABCDEF';

it.each([
  [`https://gapura.example/badge#${code}`],
  [` http://127.0.0.1:8080/badge#${code}\n`],
  [`HTTPS://GAPURA.EXAMPLE/BADGE#${code.toLowerCase()}`],
])('finds the code in %j', (text) => {
  expect(findBadgeCode(text)).toBe(code);
});

it.each([
  ['https://gapura.example/badge'],
  [`https://gapura.example/badge#${code.slice(1)}`],
  [`https://gapura.example/badge#${code.replace('A', 'U')}`],
  [`https://gapura.example/g/${code}`],
  [`ftp://gapura.example/badge#${code}`],
  [code],
  ['HC1:6BFOXN'],
])('finds none in %j', (text) => {
  expect(findBadgeCode(text)).toBeUndefined();
});

it('takes any text without failing', () => {
  fc.assert(fc.property(fc.string(), (text) => findBadgeCode(text) === undefined));
});
