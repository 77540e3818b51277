import type { Facts } from '@gapura/credentials';
import { describe, expect, it } from 'vitest';
import { RememberedDecisions } from './remembered-decisions.ts';

const factsWith = (tests: readonly unknown[]): Facts => ({ tests }) as unknown as Facts;
const now = new Date('2021-10-01T01:00:30Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

/** Asks twice and says how often the rules were applied. */
function decisions(first: object, second: object): number {
  const remembered = new RememberedDecisions<number>();
  const common = { facts: [factsWith([])], violations: [], now, circumstances: 'Asia/Makassar' };
  let made = 0;
  for (const question of [first, second]) {
    const before = made;
    const answer = remembered.get({ ...common, ...question }, () => (made += 1));
    expect([before, made]).toContain(answer);
  }
  return made;
}

describe('a decision', () => {
  const facts = [factsWith([])];

  it('is made once in a minute for the same credential', () => {
    expect(decisions({ facts }, { facts, now: later(29) })).toBe(1);
  });

  it.each([
    ['in the next minute', { facts }, { facts, now: later(30) }],
    ['in other circumstances', { facts }, { facts, circumstances: 'Asia/Jakarta' }],
    ['for another credential', { facts }, { facts: [factsWith([])] }],
    ['without a credential', { facts: [] }, { facts: [] }],
    ['for several credentials', { facts: [...facts, ...facts] }, { facts: [...facts, ...facts] }],
    ['beside a refused credential', { facts, violations: [{}] }, { facts, violations: [{}] }],
  ])('is made anew %s', (_case, first, second) => {
    expect(decisions(first, second)).toBe(2);
  });

  it('is made anew for a credential with tests, whose hours count', () => {
    const tested = [factsWith([{}])];
    expect(decisions({ facts: tested }, { facts: tested })).toBe(2);
  });
});
