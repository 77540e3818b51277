import type { Dose, Exemption, Facts, Holder, Recovery, TestResult } from '@gapura/credentials';

const covid = '840539006';

/** Ordinary facts of one person; examples and tests tell only what they are about. */
export const holder: Holder = {
  familyName: 'Suastini',
  givenName: 'Ni Luh',
  standardFamilyName: 'SUASTINI',
  standardGivenName: 'NI<LUH',
  bornOn: '1990-05-17',
};

/** A verified credential of Ni Luh Suastini; the parts that a test is about are given. */
export function factsWith(parts: Partial<Facts>): Facts {
  return {
    format: 'eu-dcc',
    holder,
    issuer: { country: 'ID', name: 'Kementerian Kesehatan', keyId: 'AAAAAAAAAAA=', demo: true },
    doses: [],
    tests: [],
    recoveries: [],
    exemptions: [],
    issuedAt: '2021-06-01T00:00:00.000Z',
    validUntil: null,
    certificateId: 'URN:UVCI:01:ID:1',
    identifiers: ['uci:00000000000000000000000000000001'],
    ...parts,
  };
}

export function dose(parts: Partial<Dose>): Dose {
  return {
    targetDisease: covid,
    vaccine: '1119349007',
    product: 'CoronaVac',
    manufacturer: 'Sinovac-Biotech',
    number: 1,
    of: 2,
    givenOn: '2021-08-01',
    country: 'ID',
    ...parts,
  };
}

export function test(parts: Partial<TestResult>): TestResult {
  return {
    targetDisease: covid,
    kind: 'pcr',
    result: 'negative',
    sampledAt: '2021-09-20T00:00:00.000Z',
    country: 'ID',
    ...parts,
  };
}

export function recovery(parts: Partial<Recovery>): Recovery {
  return {
    targetDisease: covid,
    firstPositiveOn: '2021-08-01',
    validFrom: '2021-08-12',
    validUntil: '2022-01-28',
    country: 'ID',
    ...parts,
  };
}

export function exemption(parts: Partial<Exemption>): Exemption {
  return { targetDisease: covid, validFrom: '2021-09-01', validUntil: '', country: 'ID', ...parts };
}
