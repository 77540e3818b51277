import type { RulePack } from '@gapura/screening';
import { describe, expect, it } from 'vitest';
import { changesAhead, nextChange, nextEntry } from './ahead.ts';
import type { Timeline } from './regime.ts';

const at = (text: string) => new Date(text);
const limit = { level: 3, persons: 'everybody', percent: 50, inForceUntil: null } as const;
const pack: RulePack = {
  id: 'uji',
  version: '1.0.0',
  inForceFrom: '2021-09-01',
  inForceUntil: null,
  sources: [],
  targetDisease: '840539006',
  admission: { green: 'admitted', yellow: 'review', red: 'refused', black: 'refused' },
  rules: [],
  conditions: [],
  businessRules: null,
  categories: [],
  limits: [
    { ...limit, categories: ['cinema'], inForceFrom: '2021-09-30' },
    { ...limit, categories: ['mall'], inForceFrom: '2021-10-01', inForceUntil: '2021-10-19' },
  ],
};
const other: RulePack = {
  ...pack,
  version: '2.0.0',
  limits: [{ ...limit, categories: ['mall'], inForceFrom: '2021-11-01' }],
};
const mall = { id: 'mall', areaCode: '51.71.01.1006', category: 'mall', timeZone: 'Asia/Makassar' };
const empty: Timeline = {
  areas: new Map(),
  levels: [],
  packs: [],
  orders: [],
  rulePacks: new Map([pack, other].map((each) => [`${each.id}@${each.version}`, each])),
  defaultPack: { ...pack, limits: [] },
};
const level = (area: string, from: string) => ({ id: from, area, level: 3 as const, from: at(from) });
const step = (version: string, from: string) => ({ id: from, area: '51', pack: 'uji', version, from: at(from) });
const order = { id: 'o', venueId: 'mall', kind: 'close', limit: null, reason: 'Alasan', sourceUrl: null } as const;
const texts = (instants: readonly Date[]) => instants.map((instant) => instant.toISOString());

describe('what is entered ahead', () => {
  const timeline: Timeline = {
    ...empty,
    levels: [level('51.71', '2021-09-21T00:00:00Z'), level('52', '2021-09-20T00:00:00Z')],
    orders: [{ ...order, from: at('2021-09-23T00:00:00Z'), until: at('2021-09-24T00:00:00Z') }],
  };

  it('is known at this place and anywhere', () => {
    expect(texts(changesAhead(timeline, mall, at('2021-09-01T00:00:00Z')))).toEqual([
      '2021-09-21T00:00:00.000Z',
      '2021-09-23T00:00:00.000Z',
      '2021-09-24T00:00:00.000Z',
    ]);
    expect(nextEntry(timeline, at('2021-09-01T00:00:00Z'))).toEqual(at('2021-09-20T00:00:00Z'));
    expect(nextChange(timeline, ['Asia/Makassar'], at('2021-09-01T00:00:00Z'))).toEqual(at('2021-09-20T00:00:00Z'));
    expect(nextChange(timeline, ['Asia/Makassar'], at('2021-09-24T00:00:00Z'))).toBeNull();
  });
});

describe('a date inside a pack', () => {
  const timeline = { ...empty, packs: [step('1.0.0', '2021-09-01T00:00:00Z')] };
  const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

  it('begins at midnight of each zone in which there are venues', () => {
    const instants = [at('2021-09-15T00:00:00Z')];
    for (let next = nextChange(timeline, zones, at('2021-09-15T00:00:00Z')); next !== null;) {
      instants.push(next);
      next = nextChange(timeline, zones, next);
    }
    expect(texts(instants).slice(1, 7)).toEqual([
      '2021-09-29T15:00:00.000Z',
      '2021-09-29T16:00:00.000Z',
      '2021-09-29T17:00:00.000Z',
      '2021-09-30T15:00:00.000Z',
      '2021-09-30T16:00:00.000Z',
      '2021-09-30T17:00:00.000Z',
    ]);
    expect(instants).toHaveLength(1 + 3 * 3);
  });

  it('is told where it counts: of this kind of place, in its zone, while the pack is in force', () => {
    const ahead = (packs: Timeline['packs']) =>
      texts(changesAhead({ ...empty, packs }, mall, at('2021-09-15T00:00:00Z')));
    expect(ahead(timeline.packs)).toEqual(['2021-09-30T16:00:00.000Z', '2021-10-18T16:00:00.000Z']);
    expect(ahead([...timeline.packs, step('2.0.0', '2021-10-10T00:00:00Z')])).toEqual([
      '2021-09-30T16:00:00.000Z',
      '2021-10-10T00:00:00.000Z',
      '2021-10-31T16:00:00.000Z',
    ]);
    expect(ahead([])).toEqual([]);
  });

  it('is found also on the edges of the earth', () => {
    expect(nextChange(timeline, ['Pacific/Kiritimati'], at('2021-09-29T09:59:59.999Z'))).toEqual(
      at('2021-09-29T10:00:00Z'),
    );
    expect(nextChange(timeline, ['Pacific/Pago_Pago'], at('2021-09-30T10:59:59.999Z'))).toEqual(
      at('2021-09-30T11:00:00Z'),
    );
  });
});
