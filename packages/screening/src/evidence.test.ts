import { describe, expect, it } from 'vitest';
import { evidenceOf, evidencePaths } from './evidence.ts';
import { dose, factsWith, recovery, test } from './examples/ordinary.ts';

const at = { targetDisease: '840539006', now: new Date('2021-09-21T02:00:00Z'), timeZone: 'Asia/Makassar' };
const nothing = {
  today: '2021-09-21',
  now: '2021-09-21T02:00:00.000Z',
  age: 0,
  ageKnown: false,
  kind: 'visitor',
  category: null,
  level: null,
  accompanied: false,
  vaccination: null,
  recovery: null,
  exemption: null,
  positiveTest: null,
  negativeTest: null,
  negativePcr: null,
  negativeAntigen: null,
  case: null,
  contact: null,
  businessRules: null,
};
/** Of a person of 31 years. */
const grown = { ...nothing, age: 31, ageKnown: true };
const full = factsWith({
  doses: [
    dose({ number: 1, givenOn: '2021-07-01' }),
    dose({ number: 2, givenOn: '2021-08-01' }),
    dose({ number: 3, of: 3, givenOn: '2021-09-01' }),
  ],
  recoveries: [recovery({ firstPositiveOn: '2021-08-01' })],
  exemptions: [
    { targetDisease: '840539006', validFrom: '2021-09-21', validUntil: '2021-09-21', country: 'ID' },
    { targetDisease: '840539006', validFrom: '2021-09-22', validUntil: '', country: 'ID' },
  ],
  tests: [
    test({ kind: 'pcr', sampledAt: '2021-09-18T15:59:00.000Z' }),
    test({ kind: 'antigen', sampledAt: '2021-09-20T20:00:00.000Z' }),
    test({ result: 'positive', sampledAt: '2021-09-01T00:00:00.000Z' }),
  ],
});

describe('evidenceOf', () => {
  it('is null in each part where there is nothing', () => {
    expect(evidenceOf({ facts: [], ...at })).toEqual(nothing);
    expect(evidenceOf({ facts: [full], ...at, targetDisease: '6142004' })).toEqual(grown);
  });

  it('sums up all credentials', () => {
    expect(evidenceOf({ facts: [full], ...at })).toEqual({
      ...grown,
      vaccination: { number: 3, complete: true, boosted: true, daysSinceLatest: 20, daysSinceComplete: 51 },
      recovery: { daysSince: 51, monthsSince: 1 },
      exemption: { validFrom: '2021-09-21' },
      positiveTest: { sampledAt: '2021-09-01T00:00:00.000Z', daysSince: 20, hoursSince: 482 },
      negativeTest: { sampledAt: '2021-09-20T20:00:00.000Z', daysSince: 0, hoursSince: 6 },
      negativePcr: { sampledAt: '2021-09-18T15:59:00.000Z', daysSince: 3, hoursSince: 58 },
      negativeAntigen: { sampledAt: '2021-09-20T20:00:00.000Z', daysSince: 0, hoursSince: 6 },
    });
  });

  it('knows the circumstances, and what the health authority entered', () => {
    const exposures = [
      { kind: 'case' as const, on: '2021-09-15' },
      { kind: 'case' as const, on: '2021-09-22' },
      { kind: 'contact' as const, on: '2021-09-20' },
    ];
    const where = { ...at, category: 'mall', level: 3, kind: 'employee' as const, accompanied: true };
    expect(evidenceOf({ facts: [], ...where, exposures, bornOn: '2010' })).toEqual({
      ...nothing,
      age: 10,
      ageKnown: true,
      kind: 'employee',
      category: 'mall',
      level: 3,
      accompanied: true,
      case: { daysSince: 6, exitTestDay: null },
      contact: { daysSince: 1 },
    });
    expect(evidenceOf({ facts: [full], ...at, exposures }).case).toEqual({ daysSince: 6, exitTestDay: 6 });
  });

  it('has exactly the paths that rules may read', () => {
    const exposures = [
      { kind: 'case' as const, on: '2021-09-15' },
      { kind: 'contact' as const, on: '2021-09-20' },
    ];
    const certificate = { ...full, dcc: { payload: {}, issuerCountry: '' } };
    const businessRules = { country: 'ID', region: '', valueSets: {}, rules: [] };
    const all = evidenceOf({ facts: [certificate], ...at, exposures, businessRules });
    const evidence = Object.entries<unknown>({ ...all });
    const paths = evidence.flatMap(([name, part]) => [
      name,
      ...(typeof part === 'object' ? Object.keys(part ?? {}).map((member) => `${name}.${member}`) : []),
    ]);
    expect(paths.toSorted()).toEqual([...evidencePaths].toSorted());
  });
});
