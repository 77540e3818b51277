import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const text = `{
  "id": "x", "rules": [
    {"id": "a\\"}", "logic": {"var": "\\u0041"}},
    [1, -2.5e3,true ]
  ]
}`;

function getParsed(written: string) {
  const parsed = parseJson(written);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed;
}

describe('parseJson', () => {
  it.each([
    ['', 1, 1],
    ['/id', 2, 9],
    ['/rules', 2, 23],
    ['/rules/0/id', 3, 12],
    ['/rules/0/logic/var', 3, 37],
    ['/rules/1/2', 4, 16],
    ['/rules/0/texts/en', 3, 5],
    ['/nothing', 1, 1],
  ])('%j stands in line %d, column %d', (pointer, line, column) => {
    expect(getParsed(text).find(pointer)).toEqual({ line, column });
  });

  it('names members that are written twice', () => {
    expect(getParsed('{"a": {"b": 1, "b": 2}, "c": [{"b": 1}]}').twins).toEqual(['/a/b']);
  });

  it('finds every value of any JSON, however it is indented', () => {
    const property = fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, indent) => {
      const written = JSON.stringify(value, null, indent);
      const places = getParsed(written);
      const lines = written.split('\n');
      const check = (part: unknown, pointer: string): void => {
        const { line, column } = places.find(pointer);
        const rest = lines[line - 1]?.slice(column - 1) ?? '';
        const start = JSON.stringify(part, null, indent).split('\n')[0] ?? '';
        expect(rest.startsWith(start)).toBe(true);
        if (typeof part !== 'object' || part === null) return;
        for (const [name, member] of Object.entries(part)) if (!name.includes('/')) check(member, `${pointer}/${name}`);
      };
      check(value, '');
    });
    fc.assert(property);
  });

  it.each([
    ['', 1, 1, 'must be a value'],
    ['{"a": 1,}', 1, 9, 'must be the name of a member, in quotation marks'],
    ['{"a" 1}', 1, 6, 'must be a colon'],
    ['{\n  "a": 1\n  "b": 2}', 3, 3, 'must be a comma or }'],
    ['[1, 2', 1, 6, 'must be a comma or ]'],
    ['[1 2]', 1, 4, 'must be a comma or ]'],
    ['[01]', 1, 2, 'must be a value'],
    ['["a\nb"]', 1, 2, 'must be a text that ends with a quotation mark'],
    ['{} x', 1, 4, 'must end here'],
  ])('%j is wrong in line %d, column %d: %s', (written, line, column, message) => {
    expect(parseJson(written)).toEqual({ ok: false, place: { line, column }, message });
  });

  it('does not fall over what is nested too deep', () => {
    expect(parseJson('['.repeat(200_000))).toMatchObject({ ok: false });
  });

  it('takes for JSON what JSON.parse does, and reads the same', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '1', '-', ' ', '\\', 'e', '.', '\n'))
      .map(([json, at, inserted]) => {
        const offset = at % (json.length + 1);
        return json.slice(0, offset) + inserted + json.slice(offset + (at % 2));
      });
    const property = fc.property(broken, (written) => {
      const parsed = parseJson(written);
      let value: unknown;
      try {
        value = JSON.parse(written);
      } catch {
        value = 'no JSON';
      }
      expect(parsed.ok ? parsed.value : 'no JSON').toEqual(value);
    });
    fc.assert(property, { numRuns: 3_000 });
  });
});
