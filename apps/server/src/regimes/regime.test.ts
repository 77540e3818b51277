import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRulePack } from '@gapura/screening';
import { levelIn, limitsInForce, packIn, regimeOf, type Place, type Timeline } from './regime.ts';

const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../rules/${file}`, import.meta.url), 'utf8'));
const packOf = (name: string) => {
  const parsed = parseRulePack(readJson(`${name}/pack.json`), readJson(`${name}/limits.json`));
  if (!parsed.ok) throw new Error(name);
  return parsed.pack;
};
const denpasar = packOf('id-denpasar-2021');
const later = packOf('id-2022-02');

const at = (text: string) => new Date(text);
const mall: Place = {
  id: 'mall',
  areaCode: '51.71.01.1006',
  category: 'mall',
  sector: null,
  capacity: 99,
  timeZone: 'Asia/Makassar',
};
const empty: Timeline = {
  areas: new Map(),
  levels: [],
  packs: [],
  orders: [],
  rulePacks: new Map([denpasar, later].map((pack) => [`${pack.id}@${pack.version}`, pack])),
  defaultPack: denpasar,
};
const level = (area: string, number: 1 | 2 | 3 | 4 | null, from: string, id = from) => ({
  id,
  area,
  level: number,
  from: at(from),
});
const order = (kind: 'limit' | 'close', limit: number | null, from: string, until: string | null = null) => ({
  id: from,
  venueId: 'mall',
  kind,
  limit,
  from: at(from),
  until: until === null ? null : at(until),
  reason: 'Alasan',
  sourceUrl: null,
});
const own = { limit: 90, visitorLimit: null, employeeLimit: 40 };

describe('the level in force', () => {
  const timeline: Timeline = {
    ...empty,
    levels: [
      level('51', 4, '2021-08-01T00:00:00Z'),
      level('51.71', 3, '2021-09-21T00:00:00Z'),
      level('51.71.01', 2, '2021-09-22T00:00:00Z'),
      level('51.71.01', null, '2021-09-23T00:00:00Z'),
    ],
  };

  it.each([
    ['51.71.01.1006', '2021-07-31T23:59:59.999Z', null],
    ['51.71.01.1006', '2021-08-01T00:00:00Z', 4],
    ['51.71.01.1006', '2021-09-20T23:59:59.999Z', 4],
    ['51.71.01.1006', '2021-09-21T00:00:00Z', 3],
    ['51.71.01.1006', '2021-09-22T00:00:00Z', 2],
    ['51.71.02', '2021-09-22T00:00:00Z', 3],
    ['51.71.01.1006', '2021-09-23T00:00:00Z', 3],
    ['51', '2021-09-23T00:00:00Z', 4],
    ['52.71', '2021-09-23T00:00:00Z', null],
    [null, '2021-09-23T00:00:00Z', null],
  ])('of %s at %s is %o', (area, instant, expected) => {
    expect(levelIn(timeline, area, at(instant))).toBe(expected);
  });

  it('is the one entered later where two begin together, in whatever order they are read', () => {
    const two = [level('51', 2, '2021-09-01T00:00:00Z', 'b'), level('51', 4, '2021-09-01T00:00:00Z', 'a')];
    for (const levels of [two, two.toReversed()]) {
      expect(levelIn({ ...empty, levels }, '51.71', at('2021-09-02T00:00:00Z'))).toBe(2);
    }
  });
});

describe('the pack in force', () => {
  const step = (version: string) => ({
    id: 'p',
    area: '51',
    pack: 'id-2022-02',
    version,
    from: at('2022-02-14T00:00:00Z'),
  });

  it('is the default until an authority chooses, and none where the chosen one is missing', () => {
    const timeline = { ...empty, packs: [step('1.0.0')] };
    expect(packIn(timeline, '51.71', at('2022-02-13T23:59:59Z'))?.id).toBe('id-denpasar-2021');
    expect(packIn(timeline, '51.71', at('2022-02-14T00:00:00Z'))?.id).toBe('id-2022-02');
    expect(packIn({ ...empty, packs: [step('9.0.0')] }, '51.71', at('2022-02-14T00:00:00Z'))).toBeNull();
  });
});

describe('the limits in force', () => {
  const levels = [level('51.71', 3, '2021-09-21T00:00:00Z')];
  const now = at('2021-09-22T00:00:00Z');
  const limits = (timeline: Timeline, place = mall) => limitsInForce(own, regimeOf(timeline, place, now));

  it('are the manager’s where nothing is said, else the least', () => {
    expect(limits(empty)).toEqual(own);
    expect(limits({ ...empty, levels })).toEqual({ ...own, limit: 49 });
    expect(limits({ ...empty, levels, orders: [order('limit', 20, '2021-09-21T00:00:00Z')] }).limit).toBe(20);
    expect(limits({ ...empty, levels, orders: [order('limit', 80, '2021-09-21T00:00:00Z')] }).limit).toBe(49);
    expect(limits({ ...empty, orders: [order('close', null, '2021-09-21T00:00:00Z')] }).limit).toBe(0);
  });

  it('follow the sector of an office', () => {
    const office: Place = { ...mall, category: 'government-office', sector: 'non-essential' };
    const october = at('2021-10-25T00:00:00Z');
    const regime = regimeOf({ ...empty, levels }, office, october);
    expect(limitsInForce(own, regime)).toEqual({ limit: 90, visitorLimit: null, employeeLimit: 24 });
  });

  it('forget an order that has ended', () => {
    const orders = [order('close', null, '2021-09-20T00:00:00Z', '2021-09-22T00:00:00Z')];
    expect(limits({ ...empty, orders }).limit).toBe(90);
  });

  it('never exceed what the manager allows, nor an order', () => {
    const property = fc.property(
      fc.nat(200),
      fc.nat(200),
      fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4),
      (set, ordered, number) => {
        const step = level('51', number, '2021-09-01T00:00:00Z');
        const timeline = { ...empty, levels: [step], orders: [order('limit', ordered, '2021-09-01T00:00:00Z')] };
        const { limit } = limitsInForce({ ...own, limit: set }, regimeOf(timeline, mall, now));
        expect(limit).toBeLessThanOrEqual(Math.min(set, ordered, mall.capacity));
      },
    );
    fc.assert(property);
  });
});
