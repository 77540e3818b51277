import type { RulePack } from '@gapura/screening';
import { describe, expect, it } from 'vitest';
import { presentRulesInForce } from './present-rules.ts';
import type { FullTimeline } from './read-timeline.ts';

const start = Date.parse('2021-09-01T00:00:00Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);
const level = (area: string, minutes: number, id = `${area}@${minutes}`) => ({
  id,
  area,
  level: 2 as const,
  from: at(minutes),
  reason: 'Inmendagri 47/2021',
  sourceUrl: null,
  enteredAt: at(0),
  enteredBy: null,
  withdrawnAt: null,
  withdrawnBy: null,
});
const timelineOf = (levels: FullTimeline['levels']): FullTimeline => ({
  areas: new Map(),
  levels,
  packs: [],
  orders: [],
  rulePacks: new Map(),
  packsOnHand: new Map(),
  zones: [],
  defaultPack: { id: 'open', version: '1.0.0' } as RulePack,
});
const idsAt = (timeline: FullTimeline, minutes: number) =>
  presentRulesInForce(timeline, at(minutes)).levels.map(({ id }) => id);

describe('the rules in force', () => {
  it('are of each area the latest step, of two at one instant the one entered later, and those to come', () => {
    const steps = [level('51', 5), level('51', 1), level('51.71', 3, 'b'), level('51.71', 3, 'a'), level('52', 20)];
    expect(idsAt(timelineOf(steps), 10)).toEqual(['b', '51@5', '52@20']);
  });

  it('keep what is to come, however much is in force', () => {
    const begun = Array.from({ length: 900 }, (_, n) => level(`51.${n}`, n));
    const ahead = Array.from({ length: 600 }, (_, n) => level('51', 1000 + n));
    const ids = idsAt(timelineOf([...ahead, ...begun]), 950);
    expect(ids).toHaveLength(1000);
    expect(ids.slice(500)).toEqual(ahead.slice(0, 500).map(({ id }) => id));
  });

  it('are the same lists until the next step begins, with the present instant', () => {
    const timeline = timelineOf([level('51', 1), level('51', 20)]);
    const first = presentRulesInForce(timeline, at(10));
    const second = presentRulesInForce(timeline, at(19));
    expect(second.now).toBe(at(19).toISOString());
    expect(second.levels).toBe(first.levels);
    expect(idsAt(timeline, 20)).toEqual(['51@20']);
    expect(idsAt(timeline, 10)).toEqual(['51@1', '51@20']);
  });
});
