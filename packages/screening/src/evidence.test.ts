import { describe, expect, it } from 'vitest';
import { evidenceOf, evidencePaths } from './evidence.ts';
import { dose, factsWith, recovery, test } from './test-facts.ts';

const at = { targetDisease: '840539006', now: new Date('2021-09-21T02:00:00Z'), timeZone: 'Asia/Makassar' };
const nothing = {
  today: '2021-09-21',
  now: '2021-09-21T02:00:00.000Z',
  vaccination: null,
  recovery: null,
  positiveTest: null,
  negativeTest: null,
  negativePcr: null,
  negativeAntigen: null,
};
const full = factsWith({
  doses: [
    dose({ number: 1, givenOn: '2021-07-01' }),
    dose({ number: 2, givenOn: '2021-08-01' }),
    dose({ number: 3, of: 3, givenOn: '2021-09-01' }),
  ],
  recoveries: [recovery({ firstPositiveOn: '2021-08-01' })],
  tests: [
    test({ kind: 'pcr', sampledAt: '2021-09-18T15:59:00.000Z' }),
    test({ kind: 'antigen', sampledAt: '2021-09-20T20:00:00.000Z' }),
    test({ result: 'positive', sampledAt: '2021-09-01T00:00:00.000Z' }),
  ],
});

describe('evidenceOf', () => {
  it('is null in each part where there is nothing', () => {
    expect(evidenceOf({ facts: [], ...at })).toEqual(nothing);
    expect(evidenceOf({ facts: [full], ...at, targetDisease: '6142004' })).toEqual(nothing);
  });

  it('sums up all credentials', () => {
    expect(evidenceOf({ facts: [full], ...at })).toEqual({
      ...nothing,
      vaccination: { number: 3, complete: true, daysSinceLatest: 20, daysSinceComplete: 51 },
      recovery: { daysSince: 51, monthsSince: 1 },
      positiveTest: { sampledAt: '2021-09-01T00:00:00.000Z', daysSince: 20 },
      negativeTest: { sampledAt: '2021-09-20T20:00:00.000Z', daysSince: 0 },
      negativePcr: { sampledAt: '2021-09-18T15:59:00.000Z', daysSince: 3 },
      negativeAntigen: { sampledAt: '2021-09-20T20:00:00.000Z', daysSince: 0 },
    });
  });

  it('has exactly the paths that rules may read', () => {
    const evidence = Object.entries<object | string | null>({ ...evidenceOf({ facts: [full], ...at }) });
    const paths = evidence.flatMap(([name, part]) => [
      name,
      ...(typeof part === 'object' ? Object.keys(part ?? {}).map((member) => `${name}.${member}`) : []),
    ]);
    expect(paths.toSorted()).toEqual([...evidencePaths].toSorted());
  });
});
