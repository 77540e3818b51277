import { describe, expect, test } from 'vitest';
import { readCredential } from '../../read-credential.ts';
import type { Dose, Facts } from '../../facts.ts';
import * as specimens from '../../specimens-smart-health-card.ts';

const { bundleOf, cardPayload, createCardIssuer, immunization, mintCard, observation, patient } = specimens;
const issuer = createCardIssuer();

async function readBundle(...resources: readonly unknown[]) {
  return readCredential(mintCard(issuer, { payload: cardPayload(bundleOf(...resources)) }));
}

async function factsOf(...resources: readonly unknown[]): Promise<Facts> {
  const reading = await readBundle(...resources);
  if (!reading.ok) throw new Error(JSON.stringify(reading.violation));
  return reading.facts;
}

function summaryOf({ doses }: Facts) {
  return doses.map(({ targetDisease, product, number, of, givenOn }: Dose) =>
    [targetDisease, product, number, of, givenOn].join(' '),
  );
}

function codedAs(system: string, code: string) {
  return immunization('208', '2021-03-01', { vaccineCode: { coding: [{ system, code }] } });
}

describe('facts of a SMART Health Card', () => {
  test('of a vaccination', async () => {
    expect(await factsOf(patient, immunization('212', '2021-05-05', { lotNumber: 'A1' }))).toEqual({
      format: 'smart-health-card',
      holder: {
        familyName: 'Sari',
        givenName: 'Ni Luh',
        standardFamilyName: '',
        standardGivenName: '',
        bornOn: '1991-02-03',
      },
      issuer: { country: '', name: specimens.cardIssuerUrl, keyId: issuer.trustEntry.keyId, demo: false },
      doses: [
        {
          targetDisease: '840539006',
          vaccine: '29061000087103',
          product: '212',
          manufacturer: '',
          number: 1,
          of: 1,
          givenOn: '2021-05-05',
          country: '',
        },
      ],
      tests: [],
      recoveries: [],
      exemptions: [],
      issuedAt: '2021-09-01T00:00:00.250Z',
      validUntil: null,
      certificateId: '',
      identifiers: [expect.stringMatching(/^signature:[0-9a-f]{32}$/u)],
    });
  });

  test('number the doses against one disease by date, whatever the order and the product', async () => {
    const facts = await factsOf(
      patient,
      immunization('300', '2022-10-01'),
      immunization('03', '2021-04-01'),
      immunization('207', '2021-03-29T09:30:00-05:00'),
      immunization('208', '2021-03-01'),
    );
    expect(summaryOf(facts)).toEqual([
      '840539006 208 1 2 2021-03-01',
      '840539006 207 2 2 2021-03-29',
      ' 03 1  2021-04-01',
      '840539006 300 3  2022-10-01',
    ]);
  });

  test('count a dose once that was recorded twice', async () => {
    const facts = await factsOf(patient, immunization('208', '2021-03-01'), immunization('208', '2021-03-01'));
    expect(summaryOf(facts)).toEqual(['840539006 208 1 2 2021-03-01']);
  });

  test('leave out what was not given', async () => {
    const notGiven = ['not-done', 'entered-in-error', undefined].map((status) =>
      immunization('208', '2021-03-01', { status }),
    );
    expect(summaryOf(await factsOf(patient, ...notGiven, immunization('208', '2021-04-01')))).toEqual([
      '840539006 208 1 2 2021-04-01',
    ]);
  });

  test.each([
    ['http://snomed.info/sct', '28951000087107', '840539006', 1],
    ['http://snomed.info/sct', '1119349007', '840539006', null],
    ['http://id.who.int/icd11/mms', 'XM68M6', '840539006', null],
    ['http://hl7.org/fhir/sid/cvx', '504', '840539006', 1],
    ['http://hl7.org/fhir/sid/cvx', '506', '840539006', 1],
    ['http://hl7.org/fhir/sid/cvx', '511', '840539006', 2],
    ['http://hl7.org/fhir/sid/cvx', '513', '840539006', 3],
    ['http://hl7.org/fhir/sid/cvx', '314', '', null],
    ['http://example.com/codes', '208', '', null],
    ['https://www.gs1.org/gtin', '00359267100023', '', null],
  ])('know the vaccine %s %s by its code', async (system, code, targetDisease, of) => {
    const { doses } = await factsOf(patient, codedAs(system, code));
    expect(doses).toMatchObject([{ product: code, targetDisease, of }]);
  });

  test('take the length of the series from the card where it tells', async () => {
    const protocolApplied = [{ doseNumberPositiveInt: 1, seriesDosesPositiveInt: 3 }];
    const { doses } = await factsOf(patient, immunization('208', '2021-03-01', { protocolApplied }));
    expect(doses).toMatchObject([{ number: 1, of: 3 }]);
  });

  test.each([
    ['94500-6', '260415000', 'pcr', 'negative'],
    ['94309-2', '260373001', 'pcr', 'positive'],
    ['LP6464-4', '260385009', 'pcr', 'negative'],
    ['97097-0', '10828004', 'antigen', 'positive'],
    ['94558-4', '260385009', 'antigen', 'negative'],
    ['94564-2', '260373001', 'other', 'positive'],
    ['94500-6', '419984006', 'pcr', 'unknown'],
  ])('of a test %s with result %s', async (loinc, code, kind, result) => {
    expect((await factsOf(patient, observation(loinc, code))).tests).toEqual([
      { targetDisease: '840539006', kind, result, sampledAt: '2021-09-30T01:00:00.000Z', country: '' },
    ]);
  });

  test('read an interpretation where there is no coded value, and nothing from codes that disagree', async () => {
    const interpretation = [{ coding: [{ code: 'NEG' }] }];
    const interpreted = observation('94500-6', '', { valueCodeableConcept: undefined, interpretation });
    const both = [{ code: '260373001' }, { code: '260415000' }];
    const contradictory = observation('94500-6', '', { valueCodeableConcept: { coding: both } });
    const { tests } = await factsOf(patient, interpreted, contradictory);
    expect(tests.map(({ result }) => result)).toEqual(['negative', 'unknown']);
  });

  test('take no other finding for a test, and no test that is not final', async () => {
    const urineSugar = observation('2349-9', '260385009');
    const preliminary = observation('94500-6', '260415000', { status: 'preliminary' });
    const corrected = observation('94500-6', '260373001', { status: 'corrected' });
    const { tests } = await factsOf(patient, urineSugar, preliminary, corrected);
    expect(tests).toMatchObject([{ kind: 'pcr', result: 'positive' }]);
  });

  test.each([
    [
      [
        { family: 'A', given: ['B'] },
        { use: 'official', family: 'C' },
      ],
      'C',
      '',
    ],
    [[{ text: 'Ni Luh Sari' }], 'Ni Luh Sari', ''],
    [[{ family: ' Se\u0301l ', given: [' Ana ', ''] }], 'S\u00e9l', 'Ana'],
    [undefined, '', ''],
  ])('of a name %j', async (name, familyName, givenName) => {
    const facts = await factsOf({ ...patient, name }, immunization('208', '2021-03-01'));
    expect(facts.holder).toMatchObject({ familyName, givenName });
  });

  test.each([
    [
      'a name that is no text',
      [{ ...patient, name: [{ family: 1 }] }, immunization('208', '2021-03-01')],
      'schema-invalid',
    ],
    [
      'a name too long',
      [{ ...patient, name: [{ family: 'a'.repeat(81) }] }, immunization('208', '2021-03-01')],
      'schema-invalid',
    ],
    ['a date that does not exist', [patient, immunization('208', '2021-13-01')], 'schema-date'],
    ['a date with something behind it', [patient, immunization('208', '2021-05x')], 'schema-date'],
    ['nobody tested', [observation('94500-6', '260415000')], 'schema-invalid'],
  ])('are refused with %s', async (_what, resources, code) => {
    expect(await readBundle(...resources)).toMatchObject({ ok: false, violation: { code } });
  });

  test('are refused where the bundle is none', async () => {
    for (const fhirBundle of [[], 'Bundle', { resourceType: 'Patient' }]) {
      const reading = await readCredential(mintCard(issuer, { payload: cardPayload(fhirBundle) }));
      expect(reading).toMatchObject({ ok: false, violation: { code: 'schema-invalid' } });
    }
  });
});
