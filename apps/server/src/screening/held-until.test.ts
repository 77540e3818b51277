import { readFileSync } from 'node:fs';
import type { Facts } from '@gapura/credentials';
import { parseRulePack, type RulePack } from '@gapura/screening';
import { describe, expect, it } from 'vitest';
import { heldUntil } from './held-until.ts';

const now = new Date('2026-03-01T02:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
const latest = minutes(15);

/** A negative test is yellow for so many full hours. */
function packOf(hours: number): RulePack {
  const read = (file: string) =>
    JSON.parse(readFileSync(new URL(`../../../../rules/open/${file}.json`, import.meta.url), 'utf8')) as object;
  const texts = { id: 'Tes', en: 'Test', ban: 'Tes' };
  const logic = { if: [{ var: 'negativeTest' }, { '<=': [{ var: 'negativeTest.hoursSince' }, hours] }, false] };
  const rules = [{ id: 'open.test', colour: 'yellow', texts, advice: texts, logic }];
  const admission = { green: 'admitted', yellow: 'review', red: 'refused', black: 'refused' };
  const parsed = parseRulePack({ ...read('pack'), admission, rules }, read('limits'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.pack;
}

function factsOf(sampledAt: Date, validUntil: Date | null = null): Facts {
  const test = { targetDisease: '840539006', kind: 'pcr', result: 'negative', sampledAt: sampledAt.toISOString() };
  return {
    holder: { name: {}, bornOn: '1990-01-01' },
    doses: [],
    tests: [test],
    recoveries: [],
    exemptions: [],
    validUntil: validUntil?.toISOString() ?? null,
  } as unknown as Facts;
}

const where = { now, timeZone: 'Asia/Makassar', rules: packOf(12) };

describe('how long an answer holds', () => {
  it('is as long as was asked where nothing changes', () => {
    expect(heldUntil([{ facts: [factsOf(minutes(-60))] }], where, latest)).toEqual(latest);
  });

  it('is until a test counts no more, and never longer', () => {
    for (const left of [1, 5, 14]) {
      const held = heldUntil([{ facts: [factsOf(minutes(left - 13 * 60))] }], where, latest);
      expect(held.getTime()).toBeLessThanOrEqual(minutes(left).getTime());
      expect(held.getTime()).toBeGreaterThan(minutes(left).getTime() - 1_001);
    }
  });

  it('is until a certificate ends', () => {
    const held = heldUntil([{ facts: [factsOf(minutes(-60), minutes(4))] }], where, latest);
    expect(Math.abs(held.getTime() - minutes(4).getTime())).toBeLessThanOrEqual(1_001);
  });

  it('asks nothing of whom the rules refuse, but of everybody with them', () => {
    const refused = { facts: [factsOf(minutes(-14 * 60))] };
    expect(heldUntil([refused], where, latest)).toEqual(latest);
    const party = [refused, { facts: [factsOf(minutes(5 - 13 * 60))] }];
    expect(heldUntil(party, where, latest).getTime()).toBeLessThanOrEqual(minutes(5).getTime());
  });
});
