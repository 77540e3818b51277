import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from './bytes.ts';

describe('base64url', () => {
  test('gives back every byte string', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(toBase64Url(bytes)).toBe(text);
        expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  test('accepts exactly one text for each byte string', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6, unit: fc.constantFrom(...'AQgwz09-_'.split('')) }), (text) => {
        const bytes = fromBase64Url(text);
        expect(bytes === undefined ? text : toBase64Url(bytes)).toBe(text);
      }),
    );
  });

  test.each(['A', 'AB', 'AAB', 'AA==', 'AA A', 'A+A/', 'AAA\n', 'AAAä', 'AAAAA'])('refuses %j', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});
