import { encode } from 'cborg';
import { describe, expect, test } from 'vitest';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { readOn } from '../../read-credential.ts';
import * as specimens from '../../specimens-ddcc.ts';
import { createSpecimenIssuer, mintText, specimenNow, vaccination as euDcc } from '../../specimens.ts';
import { createTrustStore } from '../../trust/trust-store.ts';
import { verifyOn } from '../../verify-credential.ts';

const { coreVaccination, coreTest, groupedVaccination, mintDdcc } = specimens;

const issuer = createSpecimenIssuer();
const platforms = [
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const;

async function codeOf(text: string, now = specimenNow, entry = issuer.trustEntry): Promise<string> {
  const verification = await verifyOn(nodePlatform, text, { trust: createTrustStore([entry]), now });
  return verification.ok ? 'ok' : verification.violation.code;
}

describe.each(platforms)('on the %s platform', (_name, platform) => {
  test.each([
    ['the core data set alone', mintDdcc(issuer, { core: coreVaccination })],
    ['a vaccination status', mintDdcc(issuer, { member: 3, core: coreVaccination })],
    ['a vaccination status of the later edition', mintDdcc(issuer, { member: 3, core: groupedVaccination })],
    ['a test result', mintDdcc(issuer, { member: 4, core: coreTest })],
    ['a test result alone', mintDdcc(issuer, { core: coreTest })],
  ])('verifies %s', async (_what, text) => {
    const verification = await verifyOn(platform, text, {
      trust: createTrustStore([issuer.trustEntry]),
      now: specimenNow,
    });
    expect(verification).toMatchObject({ ok: true, facts: { format: 'who-ddcc' } });
  });
});

describe('facts', () => {
  const dose = {
    targetDisease: '840539006',
    vaccine: 'XM68M6',
    product: 'XM7HT3',
    manufacturer: 'Sinovac',
    number: 2,
    of: 2,
    givenOn: '2021-08-01',
    country: 'ID',
  };

  test.each([
    ['flat', coreVaccination],
    ['grouped', groupedVaccination],
  ])('of a vaccination, %s', async (_edition, core) => {
    expect(await readOn(nodePlatform, mintDdcc(issuer, { member: 3, core }))).toMatchObject({
      ok: true,
      facts: {
        holder: { familyName: 'Ni Luh Sari', givenName: '', bornOn: '1991-02-03' },
        issuer: { country: 'ID', demo: false },
        doses: [dose],
        tests: [],
        issuedAt: '2021-09-01T00:00:00.000Z',
        validUntil: '2022-09-01T23:59:59.999Z',
        certificateId: 'SPECIMEN-1',
      },
    });
  });

  test('of a test', async () => {
    const result = { targetDisease: '840539006', kind: 'pcr', result: 'negative', country: 'SG' };
    expect(await readOn(nodePlatform, mintDdcc(issuer, { core: coreTest }))).toMatchObject({
      facts: { doses: [], tests: [{ ...result, sampledAt: '2021-09-30T06:15:00.000Z' }], certificateId: '' },
    });
  });

  test('never the holder’s own number', async () => {
    const reading = await readOn(
      nodePlatform,
      mintDdcc(issuer, { core: { ...coreVaccination, identifier: '5171000000000001' } }),
    );
    expect(JSON.stringify(reading)).not.toContain('5171000000000001');
  });
});

describe('validity', () => {
  const { valid_from: _from, valid_until: _until, ...open } = coreVaccination;

  test.each([
    ['on its last day', coreVaccination, '2022-09-01T23:59:59Z', 'ok'],
    ['after its last day', coreVaccination, '2022-09-02T00:00:00Z', 'expired'],
    ['before it is valid', coreVaccination, '2021-08-31T23:58:00Z', 'not-yet-valid'],
    ['without dates while its key is valid', open, '2022-12-31T00:00:00Z', 'ok'],
    ['without dates after its key', open, '2023-01-01T00:00:01Z', 'outside-issuer-validity'],
    ['without dates before its key', open, '2020-12-31T00:00:00Z', 'outside-issuer-validity'],
  ])('%s', async (_what, core, now, code) => {
    expect(await codeOf(mintDdcc(issuer, { core }), new Date(now))).toBe(code);
  });

  test('a claim ends it earlier', async () => {
    const claims = new Map([[4, Date.parse('2021-12-01T00:00:00Z') / 1000]]);
    const text = mintDdcc(issuer, { member: 3, core: coreVaccination, claims });
    expect(await codeOf(text, new Date('2021-12-01T00:00:01Z'))).toBe('expired');
  });

  test('an EU certificate still needs its claims', async () => {
    const claims = new Map<number, unknown>([[-260, new Map([[1, euDcc]])]]);
    expect(await codeOf(mintText(issuer, { claims }))).toBe('validity-missing');
  });
});

describe('what is refused', () => {
  test.each([
    ['a health link', 5, 'claim -260: member 5 is not read'],
    ['a draft', -6, 'claim -260: member -6 is not read'],
    ['a member nobody knows', 2, 'claim -260: member 2 is not read'],
  ])('%s', async (_what, member, detail) => {
    const reading = await readOn(nodePlatform, mintDdcc(issuer, { member, core: coreVaccination }));
    expect(reading).toMatchObject({ ok: false, violation: { code: 'cwt-invalid', detail } });
  });

  test.each([
    ['no name', { ...coreVaccination, name: undefined }, 'schema-invalid'],
    ['no dose number', { ...coreVaccination, dose: null }, 'schema-invalid'],
    ['a date that does not exist', { ...coreVaccination, date: '2021-02-30' }, 'schema-date'],
    ['an end that is no date', { ...coreVaccination, valid_until: 'never' }, 'schema-date'],
    ['neither vaccination nor test', { name: 'Sari' }, 'schema-no-entry'],
    [
      'more vaccinations than anybody has',
      { ...groupedVaccination, vaccination: Array.from({ length: 9 }, () => ({ dose: 1 })) },
      'schema-several-entries',
    ],
    ['a test without an instant', { ...coreTest, test: {} }, 'schema-invalid'],
  ])('%s', async (_what, core, code) => {
    const written: Record<string, unknown> = JSON.parse(JSON.stringify(core)) as Record<string, unknown>;
    const reading = await readOn(nodePlatform, mintDdcc(issuer, { member: 3, core: written }));
    expect(reading).toMatchObject({ ok: false, violation: { code, section: 'WHO DDCC, core data set' } });
  });

  test('claims without a certificate', async () => {
    expect(await codeOf(mintText(issuer, { encodedClaims: encode(new Map([['name', 'Sari']])) }))).toBe('cwt-invalid');
  });

  test('a vaccination signed by a key for tests', async () => {
    const entry = { ...issuer.trustEntry, usages: ['test' as const] };
    expect(await codeOf(mintDdcc(issuer, { core: coreVaccination }), specimenNow, entry)).toBe('key-usage');
    expect(await codeOf(mintDdcc(issuer, { core: coreTest }), specimenNow, entry)).toBe('ok');
  });
});
