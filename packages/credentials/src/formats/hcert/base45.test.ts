import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from './base45.ts';

const utf8 = new TextEncoder();

describe('base45', () => {
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('encodes and decodes the example of RFC 9285: %s', (plain, encoded) => {
    expect(encodeBase45(utf8.encode(plain))).toBe(encoded);
    expect(decodeBase45(encoded)).toEqual(utf8.encode(plain));
  });

  test('gives back every byte string', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  test('accepts exactly one text for each byte string', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12, unit: fc.constantFrom(...'0129AFGQRVWXZ $%*+-./:'.split('')) }),
        (text) => {
          expect(encodedAgain(text) ?? text).toBe(text);
        },
      ),
    );
  });

  test.each(['GGW', ':::', '::', 'A', 'BB8A', 'abc', 'BB8\n', 'BB_', 'B\u00c4B', '\u{1f600}B'])(
    'refuses %j',
    (text) => {
      expect(() => decodeBase45(text)).toThrow('base45-invalid');
    },
  );
});

/** Nothing where the text is refused. */
function encodedAgain(text: string): string | undefined {
  try {
    return encodeBase45(decodeBase45(text));
  } catch {
    return undefined;
  }
}
