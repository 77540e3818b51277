import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCount } from './read-count.ts';

const bounds = { least: 1, most: 50_000 };

it('reads every number within its bounds, as three languages write it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000 }), fc.constantFrom('id', 'en-GB', 'fr'), (count, locale) => {
      expect(readCount(` ${new Intl.NumberFormat(locale).format(count)} `, bounds)).toBe(count);
    }),
  );
});

it.each(['', '0', '-3', '50001', '1,5', '3 orang', '99999999', '1e3'])('refuses “%s”', (text) => {
  expect(readCount(text, bounds)).toBeUndefined();
});
