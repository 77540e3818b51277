import type { Area, RulesInForceReply } from '@gapura/contract';
import { expect, it } from 'vitest';
import { packsInForce, rulesByArea } from './rules-in-force.ts';

const area = (code: string, kind: Area['kind']): Area => ({
  code,
  name: code,
  kind,
  parent: code.slice(0, -3) || null,
});
const areas = [
  area('51', 'province'),
  area('51.71', 'city'),
  area('51.71.01', 'district'),
  area('51.71.01.1001', 'village'),
  area('51.71.01.1002', 'village'),
];
const grounds = { reason: 'Instruksi', sourceUrl: null };
const level = (code: string, number: 1 | 2 | 3 | 4 | null, from: string) => ({
  id: `${code} ${from}`,
  area: code,
  level: number,
  from,
  ...grounds,
});
const rules: RulesInForceReply = {
  now: '2021-10-01T00:00:00.000Z',
  levels: [
    level('51', 4, '2021-08-01T00:00:00.000Z'),
    level('51.71', 3, '2021-09-01T00:00:00.000Z'),
    level('51.71.01', null, '2021-09-02T00:00:00.000Z'),
    level('51.71.01.1002', 1, '2021-11-01T00:00:00.000Z'),
  ],
  packs: [{ id: 'p', area: '51.71', pack: 'open', version: '1.0.0', from: '2021-09-01T00:00:00.000Z', ...grounds }],
  defaultPack: { id: 'id-denpasar-2021', version: '1.1.0' },
};

it('names of each area the level that counts, of its own or from above, and what is to come', () => {
  const shown = rulesByArea(areas, rules);
  expect(shown.map((each) => [each.area.code, each.inForce?.level, each.inForce?.area, each.ahead.length])).toEqual([
    ['51', 4, '51', 0],
    ['51.71', 3, '51.71', 0],
    ['51.71.01', 3, '51.71', 0],
    ['51.71.01.1002', 3, '51.71', 1],
  ]);
});

it('names every pack in force, and the one that holds where nobody chose', () => {
  expect(packsInForce(rules).map(({ id, entries }) => [id, entries.length])).toEqual([
    ['open', 1],
    ['id-denpasar-2021', 0],
  ]);
  expect(packsInForce({ ...rules, packs: [] })).toHaveLength(1);
});
