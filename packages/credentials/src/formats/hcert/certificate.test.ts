import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCredential } from '../../read-credential.ts';
import {
  createSpecimenIssuer,
  mintText,
  recovery,
  test as testCertificate,
  vaccination,
  vaccinationWith,
} from '../../specimens.ts';

const issuer = createSpecimenIssuer();
const [dose] = vaccination.v;
/** Every minted signature differs. */
const signatureHash: unknown = expect.stringMatching(/^signature:[0-9a-f]{32}$/u);

function hashOf(kind: string, text: string): string {
  return `${kind}:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

const read = (payload: unknown) => readCredential(mintText(issuer, { payload }));

describe('facts of a certificate', () => {
  test('of a vaccination', async () => {
    expect(await read(vaccination)).toEqual({
      ok: true,
      format: 'eu-dcc',
      keyId: issuer.trustEntry.keyId,
      facts: {
        format: 'eu-dcc',
        holder: {
          familyName: 'Sari',
          givenName: 'Ni Luh',
          standardFamilyName: 'SARI',
          standardGivenName: 'NI<LUH',
          bornOn: '1991-02-03',
        },
        issuer: { country: 'ID', name: 'Dinas Kesehatan', keyId: issuer.trustEntry.keyId, demo: false },
        doses: [
          {
            targetDisease: '840539006',
            vaccine: '1119349007',
            product: 'EU/1/20/1507',
            manufacturer: 'ORG-100031184',
            number: 2,
            of: 2,
            givenOn: '2021-08-01',
            country: 'ID',
          },
        ],
        tests: [],
        recoveries: [],
        exemptions: [],
        issuedAt: '2021-09-01T00:00:00.000Z',
        validUntil: '2022-09-01T00:00:00.000Z',
        certificateId: 'URN:UVCI:01:ID:SPECIMEN#1',
        identifiers: [
          hashOf('uci', 'URN:UVCI:01:ID:SPECIMEN#1'),
          hashOf('country-uci', 'IDURN:UVCI:01:ID:SPECIMEN#1'),
          signatureHash,
        ],
        dcc: { payload: vaccination, issuerCountry: 'ID' },
      },
    });
  });

  test('keep what rules are evaluated over as it was signed, trimmed and without nulls', async () => {
    const payload = { ...vaccinationWith({ co: ' ID ', ma: null }), nam: { fnt: 'SARI', gn: null }, t: null };
    const reading = await read({ ...payload, v: [{ ...payload.v[0], ma: 'ORG-1', extra: [null, ' a '] }] });
    expect(reading).toMatchObject({ ok: true });
    expect(reading.ok && reading.facts.dcc?.payload).toEqual({
      ...vaccinationWith({ ma: 'ORG-1', extra: ['a'] }),
      nam: { fnt: 'SARI' },
    });
  });

  test('of a test, the sampling as an instant', async () => {
    const sampled = { targetDisease: '840539006', kind: 'pcr', result: 'negative', country: 'ID' };
    expect(await read(testCertificate)).toMatchObject({
      facts: { doses: [], tests: [{ ...sampled, sampledAt: '2021-09-30T01:00:00.000Z' }] },
    });
  });

  test.each([
    ['260415000', 'negative'],
    ['260373001', 'positive'],
    ['', 'unknown'],
    ['something', 'unknown'],
  ])('a test result of %j is %s', async (tr, result) => {
    const [entry] = testCertificate.t;
    expect(await read({ ...testCertificate, t: [{ ...entry, tr }] })).toMatchObject({ facts: { tests: [{ result }] } });
  });

  test('of a recovery', async () => {
    expect(await read(recovery)).toMatchObject({
      facts: { recoveries: [{ firstPositiveOn: '2021-07-01', validFrom: '2021-07-15', validUntil: '2022-01-01' }] },
    });
  });
});

describe('leniency that real certificates need', () => {
  test.each([
    ['text with spaces around it', vaccinationWith({ co: ' ID ' }), { doses: [{ country: 'ID' }] }],
    ['an instant as date', vaccinationWith({ dt: '2021-08-01T00:00:00' }), { doses: [{ givenOn: '2021-08-01' }] }],
    ['a booster, more doses than planned', vaccinationWith({ dn: 3 }), { doses: [{ number: 3, of: 2 }] }],
    ['an empty manufacturer', vaccinationWith({ ma: '' }), { doses: [{ manufacturer: '' }] }],
    ['groups that are null', { ...vaccination, t: null, r: null }, { tests: [] }],
    ['groups that are empty', { ...vaccination, t: [] }, { tests: [] }],
    ['a partial date of birth', { ...vaccination, dob: '1991' }, { holder: { bornOn: '1991' } }],
    ['an empty date of birth', { ...vaccination, dob: '' }, { holder: { bornOn: '' } }],
    ['a name that is null', { ...vaccination, nam: { fn: null, gnt: 'SARI' } }, { holder: { familyName: '' } }],
    [
      'a standardised name with signs that its schema does not know',
      { ...vaccination, nam: { fnt: "D'ARC-LÉA" } },
      { holder: { standardFamilyName: "D'ARC-LÉA" } },
    ],
    ['members nobody knows', { ...vaccination, extra: { a: [1] } }, { certificateId: dose?.ci }],
  ])('accepts %s', async (_what, payload, facts) => {
    expect(await read(payload)).toMatchObject({ ok: true, facts });
  });
});

describe('what is refused', () => {
  test.each([
    ['no entry', { ...vaccination, v: undefined }, 'schema-no-entry', undefined],
    ['an empty group alone', { ...vaccination, v: [] }, 'schema-no-entry', undefined],
    ['two groups', { ...vaccination, r: recovery.r }, 'schema-several-entries', undefined],
    ['two entries', { ...vaccination, v: [dose, dose] }, 'schema-several-entries', 'v'],
    ['a group that is no array', { ...vaccination, v: 'v' }, 'schema-invalid', 'v'],
    ['an entry that is no object', { ...vaccination, v: [1] }, 'schema-invalid', 'v/0'],
    ['no version', { ...vaccination, ver: undefined }, 'schema-invalid', 'ver'],
    ['no name', { ...vaccination, nam: undefined }, 'schema-invalid', 'nam'],
    ['no standardised name', { ...vaccination, nam: { fn: 'Sari' } }, 'schema-invalid', 'nam/fnt'],
    ['a standardised name too long', { ...vaccination, nam: { fnt: 'S'.repeat(81) } }, 'schema-invalid', 'nam/fnt'],
    ['a standardised name that is no text', { ...vaccination, nam: { fnt: 7 } }, 'schema-invalid', 'nam/fnt'],
    ['no date of birth', { ...vaccination, dob: undefined }, 'schema-invalid', 'dob'],
    ['a dose number of zero', vaccinationWith({ dn: 0 }), 'schema-invalid', 'v/0/dn'],
    ['half a dose', vaccinationWith({ dn: 1.5 }), 'schema-invalid', 'v/0/dn'],
    ['a dose number as text', vaccinationWith({ dn: '2' }), 'schema-invalid', 'v/0/dn'],
    ['a date that does not exist', vaccinationWith({ dt: '2021-02-30' }), 'schema-date', 'v/0/dt'],
    ['no certificate identifier', vaccinationWith({ ci: null }), 'schema-invalid', 'v/0/ci'],
    ['a very long text', vaccinationWith({ is: 'x'.repeat(81) }), 'schema-invalid', 'v/0/is'],
    ['a country that is none', vaccinationWith({ co: 'Indonesia' }), 'schema-invalid', 'v/0/co'],
  ])('%s', async (_what, payload, code, detail) => {
    const violation = detail === undefined ? { code, layer: 'schema' } : { code, layer: 'schema', detail };
    const withoutUndefined: unknown = JSON.parse(JSON.stringify(payload));
    expect(await read(withoutUndefined)).toMatchObject({ ok: false, violation });
  });
});
