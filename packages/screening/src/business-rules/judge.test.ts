import { describe, expect, it } from 'vitest';
import { Fields, type Fault } from '../fields.ts';
import { dccFacts } from '../test-dcc.ts';
import { factsWith } from '../examples/ordinary.ts';
import { judgeAll } from './judge.ts';
import { parseBusinessRules } from './parse-business-rules.ts';

const now = new Date('2022-03-01T00:00:00Z');
const published = {
  Identifier: 'VR-ID-0001',
  Type: 'Acceptance',
  Country: 'ID',
  Version: '1.0.0',
  SchemaVersion: '1.3.0',
  Engine: 'CERTLOGIC',
  EngineVersion: '1.0.0',
  CertificateType: 'Vaccination',
  Description: [{ lang: 'en', desc: 'Something is so.' }],
  ValidFrom: '2022-02-01T00:00:00Z',
  ValidTo: '2023-02-01T00:00:00Z',
  AffectedFields: [],
  Logic: { '===': [1, 1] },
};
type Changes = Partial<Record<keyof typeof published | 'Region' | 'Surprise', unknown>>;
const never = { '===': [1, 2] };
const failing = { in: [{ var: 'payload.v.0.mp' }, { var: 'external.valueSets.unknown' }] };

function parse(rules: readonly Changes[]) {
  const faults: Fault[] = [];
  const json = { country: 'ID', valueSets: {}, rules: rules.map((changes) => ({ ...published, ...changes })) };
  const set = parseBusinessRules(new Fields(json, '', faults), []);
  return { set, faults: faults.map(({ path, message }) => `${path} ${message}`) };
}

async function judged(rules: readonly Changes[], certificates: Parameters<typeof dccFacts>[0][] = [{ v: {} }]) {
  const { set, faults } = parse(rules);
  expect(faults).toEqual([]);
  const facts = await Promise.all(certificates.map((certificate) => dccFacts(certificate)));
  const judgement = judgeAll(set, facts, now);
  if (judgement === null) return 'none';
  return judgement.accepted ? 'accepted' : judgement.open ? 'open' : 'refused';
}

describe('published rules', () => {
  it.each<[string, string, Changes[]]>([
    ['accept where every one is true', 'accepted', [{}, { Identifier: 'GR-ID-0001', CertificateType: 'General' }]],
    ['refuse where one is false', 'refused', [{}, { Identifier: 'VR-ID-0002', Logic: never }]],
    ['accept nothing where there are none', 'refused', []],
    ['accept nothing of a kind that none is about', 'refused', [{ CertificateType: 'General' }]],
    ['of another country of arrival do not hold', 'refused', [{ Country: 'DE', Identifier: 'VR-DE-0001' }]],
    ['of a region elsewhere do not hold', 'accepted', [{}, { Identifier: 'VR-ID-0002', Region: 'BA', Logic: never }]],
    [
      'about tests do not hold for vaccinations',
      'accepted',
      [{}, { Identifier: 'TR-ID-0001', CertificateType: 'Test', Logic: never }],
    ],
    [
      'of the country of issue invalidate',
      'refused',
      [{}, { Identifier: 'IR-ID-0001', Type: 'Invalidation', CertificateType: 'General' }],
    ],
    [
      'of another country of issue do not',
      'accepted',
      [{}, { Identifier: 'IR-DE-0001', Country: 'DE', Type: 'Invalidation', CertificateType: 'General' }],
    ],
    ['that throw are open', 'open', [{ Logic: failing }]],
    [
      'that throw do not help where another one is false',
      'refused',
      [{ Logic: failing }, { Identifier: 'VR-ID-0002', Logic: never }],
    ],
    ['that say neither true nor false are open', 'open', [{ Logic: { var: 'payload.v.0.mp' } }]],
    ['of a newer engine are open', 'open', [{ EngineVersion: '1.4.0', Logic: { unheardOf: [] } }]],
    ['of a newer schema are open', 'open', [{ SchemaVersion: '2.0.0' }]],
    ['of another engine are open', 'open', [{ Engine: 'OTHER' }]],
    ['that begin now hold', 'refused', [{ ValidFrom: '2022-03-01T00:00:00Z', Logic: never }]],
    [
      'that begin in a second do not hold yet',
      'accepted',
      [{}, { Identifier: 'VR-ID-0002', ValidFrom: '2022-03-01T00:00:01Z', Logic: never }],
    ],
    [
      'that end now hold no more',
      'accepted',
      [{}, { Identifier: 'VR-ID-0002', ValidTo: '2022-03-01T00:00:00Z', Logic: never }],
    ],
    ['count in their newest version', 'accepted', [{ Version: '1.9.0', Logic: never }, { Version: '1.10.0' }]],
    [
      'count in the version that is in force',
      'accepted',
      [{}, { Version: '2.0.0', ValidFrom: '2022-04-01T00:00:00Z', Logic: never }],
    ],
    [
      'are replaced by a newer version, also of another kind',
      'refused',
      [{}, { Version: '2.0.0', CertificateType: 'Test' }],
    ],
  ])('%s: %s', async (_what, expected, rules) => {
    expect(await judged(rules)).toBe(expected);
  });

  it('judge each certificate for itself, and the best answer counts', async () => {
    const rules = [{ Logic: never }, { Identifier: 'TR-ID-0001', CertificateType: 'Test' }];
    expect(await judged(rules, [{ v: {} }, { t: {} }])).toBe('accepted');
    expect(await judged(rules, [{ v: {} }])).toBe('refused');
    expect(judgeAll(parse([{}]).set, [factsWith({})], now)).toBeNull();
  });

  it('see the certificate, its signer and the clock', async () => {
    const reads = [
      [{ var: 'payload.dob' }, '1990-05-17'],
      [{ var: 'external.validationClock' }, '2022-03-01T00:00:00.000Z'],
      [{ var: 'external.countryCode' }, 'ID'],
      [{ var: 'external.issuerCountryCode' }, 'ID'],
      [{ var: 'external.iat' }, '2022-02-02T00:00:00.000Z'],
      [{ var: 'external.exp' }, '2024-02-02T00:00:00.000Z'],
      [{ var: 'external.kid' }, 'AAAAAAAAAAA='],
    ];
    expect(await judged([{ Logic: { and: reads.map((pair) => ({ '===': pair })) } }])).toBe('accepted');
  });
});

describe('parseBusinessRules', () => {
  it('names every fault and where it is', () => {
    const rules = [
      { Identifier: 'X', Type: 'Other', Version: '1', ValidTo: '2021-01-01T00:00:00Z', Surprise: 1 },
      {
        Version: '1.1.0',
        Logic: { var: 'today' },
        Description: [{ lang: 'de', desc: 'Etwas' }],
        ValidFrom: '2022-02-30T00:00:00',
      },
      {},
      {},
    ];
    expect(parse(rules).faults).toEqual([
      '/rules/0/Identifier must look like VR-ID-0001',
      '/rules/0/Type must be one of Acceptance, Invalidation',
      '/rules/0/Version must look like 1.0.0',
      '/rules/0/ValidTo must be after ValidFrom',
      '/rules/0/Surprise is not known here',
      '/rules/1/Description must have a text in the language en',
      '/rules/1/ValidFrom must look like 2022-02-01T00:00:00Z',
      '/rules/1/Logic reads today, which is not part of the evidence',
      '/rules/3/Version is the version of rules/2 too',
    ]);
  });

  it('says in every language what a rule says in one', () => {
    const { set } = parse([
      {},
      {
        Version: '1.1.0',
        Description: [
          { lang: 'en', desc: 'E' },
          { lang: 'id', desc: 'I' },
        ],
      },
    ]);
    expect(set.rules.map(({ texts }) => texts)).toEqual([
      { id: 'Something is so.', en: 'Something is so.', ban: 'Something is so.' },
      { id: 'I', en: 'E', ban: 'I' },
    ]);
  });
});
