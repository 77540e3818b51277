import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRulePack } from './parse-rule-pack.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));

const shipped = () => readJson('id-denpasar-2021/pack.json') as Record<string, unknown>;
const limits = () => readJson('id-denpasar-2021/limits.json') as Record<string, unknown>;
const rule = () => (shipped()['rules'] as Record<string, unknown>[])[0];

function faultsOf(changes: object, changedLimits?: unknown) {
  const parsed = parseRulePack({ ...shipped(), ...changes }, changedLimits);
  return parsed.ok ? [] : parsed.errors.map(({ path, message }) => `${path} ${message}`);
}

const withRule = (changes: object) => faultsOf({ rules: [{ ...rule(), ...changes }] });

describe('parseRulePack', () => {
  it('reads the shipped pack with its categories and sources', () => {
    const pack = getPack('id-denpasar-2021', readJson);
    expect(pack.rules[0]?.source?.title).toContain('PeduliLindungi');
    expect(Object.fromEntries(pack.categories.map(({ id, longestStayMinutes }) => [id, longestStayMinutes]))).toEqual({
      'government-office': 720,
      'public-service': 240,
      clinic: 360,
      'village-office': 720,
      mall: 360,
      hotel: 1440,
      'tourist-site': 480,
      supermarket: 240,
      restaurant: 120,
      cinema: 240,
    });
  });

  it.each([null, undefined, 7, 'pack', [], {}])('reports what %o lacks', (json) => {
    expect(parseRulePack(json).ok).toBe(false);
  });

  it('names every fault and where it is', () => {
    expect(faultsOf({ id: 'No Good', inForceFrom: '2021-02-30', targetDisease: 840539006, surprise: true })).toEqual([
      '/id must look like id-denpasar-2021',
      '/inForceFrom must be a calendar date, YYYY-MM-DD',
      '/targetDisease must look like 840539006 (SNOMED CT)',
      '/surprise is not known here',
    ]);
    expect(faultsOf({ inForceUntil: '2021-09-07' })).toEqual(['/inForceUntil must be after inForceFrom']);
    expect(withRule({ texts: { id: 'Ya', en: ' ' }, source: 'nowhere', colour: 'blue' })).toEqual([
      '/rules/0/colour must be one of green, yellow, red, black',
      '/rules/0/texts/en must be a text that is not empty',
      '/rules/0/texts/ban must be a text that is not empty',
      '/rules/0/source must be the id of one of the sources',
    ]);
    expect(faultsOf({ rules: [rule(), rule()] })).toEqual(['/rules/1/id is the id of rules/0 too']);
  });

  it('lets no pack admit red or black', () => {
    const admission = { green: 'admitted', yellow: 'admitted', red: 'admitted', black: 'review' };
    expect(faultsOf({ admission })).toEqual([
      '/admission/red must be one of refused',
      '/admission/black must be one of refused',
    ]);
  });

  it('reads a pack without rules: it admits nobody', () => {
    expect(faultsOf({ rules: [] })).toEqual([]);
  });

  it('checks the logic: form, depth, and that what it reads exists', () => {
    let deep: object = { var: 'vaccination' };
    for (let level = 0; level < 100_000; level += 1) deep = { '!': [deep] };
    expect(withRule({ logic: deep })).toEqual(['/rules/0/logic must not be nested deeper than 32']);
    expect(withRule({ logic: undefined })).toEqual(['/rules/0/logic is missing']);
    expect(withRule({ logic: { or: [true, false] } })).toEqual(['/rules/0/logic unrecognised operator: "or"']);
    expect(withRule({ logic: { '>': [1.5, 1] } })).toEqual(['/rules/0/logic 1.5 is a non-integer number']);
    expect(withRule({ logic: { '!': [{ var: 'positivTest' }] } })).toEqual([
      '/rules/0/logic reads positivTest, which is not part of the evidence',
    ]);
  });

  it('refuses limits of another pack, of an unknown category, beyond the whole', () => {
    const changed = { ...limits(), pack: 'other', limits: [] };
    expect(faultsOf({}, changed)).toEqual(['limits:/pack must be id-denpasar-2021']);
    const [first] = limits()['limits'] as object[];
    expect(faultsOf({}, { ...limits(), limits: [{ ...first, categories: ['palace'], percent: 101 }] })).toEqual([
      'limits:/limits/0/categories/0 must be the id of one of the categories',
      'limits:/limits/0/percent must be an integer from 0 to 100',
    ]);
  });
});
