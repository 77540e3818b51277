import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from './strict-json.ts';

const parse = (text: string) => parseStrictJson(Buffer.from(text));

describe('parseStrictJson', () => {
  it.each([
    ['a repeated member', '{"a":1,"a":2}'],
    ['a repeated member, once escaped', '{"a":1,"\\u0061":2}'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['a NUL', '{"a":"\\u0000"}'],
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['deep nesting that never ends', '['.repeat(30_000)],
    ['a byte order mark', '\uFEFF{}'],
    ['half an object', '{"a":'],
    ['nothing', ''],
    ['a string of escapes that never ends', `"${'\\"'.repeat(32_000)}`],
  ])('refuses %s', (_name, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'body-not-json' }));
  });

  it.each([
    [16, undefined],
    [64, 64],
  ])('reads %i levels and names a level more as such', (deepest, allowed) => {
    const nested = (levels: number) => Buffer.from(`${'['.repeat(levels)}${']'.repeat(levels)}`);
    expect(parseStrictJson(nested(deepest), allowed)).toEqual(JSON.parse(nested(deepest).toString()));
    expect(() => parseStrictJson(nested(deepest + 1), allowed)).toThrow(
      expect.objectContaining({
        code: 'body-too-deep',
        details: { detail: `The body nests deeper than ${deepest} levels.` },
      }),
    );
  });

  it('refuses invalid UTF-8', () => {
    expect(() => parseStrictJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow('body-not-json');
  });

  it('allows the same member name in different objects', () => {
    expect(parse('[{"a":1},{"a":{"a":2}}]')).toEqual([{ a: 1 }, { a: { a: 2 } }]);
  });

  it('reads whatever JSON.stringify writes', () => {
    const plain = fc.jsonValue({ maxDepth: 5, noUnicodeString: false }).filter((value) => {
      const text = JSON.stringify(value);
      return !text.includes('__proto__') && !/\\u(0000|d[89a-f])/i.test(text);
    });
    fc.assert(
      fc.property(plain, (value) => {
        const text = JSON.stringify(value);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});
