import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMember, maxJsonLength, parseStrictJson } from './json.ts';
import { maxMs, quickestMsOf } from './specimen-time.ts';

describe('strict JSON', () => {
  test('reads every JSON value as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(0, 1, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    ['{"a":1,"a":2}', 'json-duplicate-key', 'a member twice'],
    ['{"a":1,"\\u0061":2}', 'json-duplicate-key', 'a member twice, once escaped'],
    ['{"a" :1, "b":{}, "a"\n:2}', 'json-duplicate-key', 'a member twice with space before the colon'],
    ['[{"x":{"b":1,"b":1}}]', 'json-duplicate-key', 'a member twice inside'],
    ['{"__proto__":1,"__proto__":2}', 'json-duplicate-key', 'a hostile member twice'],
    ['{"\\"":1,"\\u0022":2}', 'json-duplicate-key', 'a quotation mark as name'],
    ['['.repeat(100_000), 'json-too-deep', 'nested arrays'],
    ['{"a":'.repeat(33), 'json-too-deep', 'nested objects'],
    ['', 'json-invalid', 'nothing'],
    ['{', 'json-invalid', 'an object without end'],
    ['{"a', 'json-invalid', 'a string without end'],
    ['{"a\\":1}', 'json-invalid', 'an escaped last quotation mark'],
    ['{"\\x":1}', 'json-invalid', 'an unknown escape'],
    ["{'a':1}", 'json-invalid', 'single quotation marks'],
    ['{a:1}', 'json-invalid', 'a bare name'],
    ['[1,]', 'json-invalid', 'a last comma'],
    ['[01]', 'json-invalid', 'a leading zero'],
    ['[NaN]', 'json-invalid', 'a value that is no number'],
    ['{} {}', 'json-invalid', 'two values'],
    ['\ufeff{}', 'json-invalid', 'a byte order mark'],
    [`"${' '.repeat(maxJsonLength)}"`, 'json-invalid', 'a text too long'],
  ])('refuses %.30s: %s, %s', (text, code) => {
    expect(() => parseStrictJson(text)).toThrow(code);
  });

  test('takes the same name in different objects, and as a value', () => {
    const text = '[{"a":"a","b":{"a":1}},{"a":2},"a"]';
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test('reads brackets and colons inside strings as text', () => {
    const text = JSON.stringify({ '{"a":': '[[[:', b: '"a":', c: '\\' });
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test('finds own members only', () => {
    const value = parseStrictJson('{"a":1,"n":null,"__proto__":{"b":2}}');
    expect(findMember(value, 'a')).toBe(1);
    expect(findMember(value, '__proto__')).toEqual({ b: 2 });
    for (const name of ['n', 'b', 'constructor', 'toString']) expect(findMember(value, name)).toBeUndefined();
    expect(findMember([1], 'length')).toBeUndefined();
    expect(findMember('text', 'length')).toBeUndefined();
  });

  test.each(['"\\'.repeat(60_000), '{"a":[],'.repeat(30_000), '[{}'.repeat(50_000), '"a" '.repeat(60_000)])(
    'answers to %.10s… in time',
    async (text) => {
      const refuse = (): void => expect(() => parseStrictJson(text)).toThrow(/json-/u);
      expect(await quickestMsOf(refuse)).toBeLessThan(maxMs);
    },
  );
});
