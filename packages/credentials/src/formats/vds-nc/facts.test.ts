import { describe, expect, test } from 'vitest';
import { createTrustStore, verifyCredential } from '../../index.ts';
import * as nodePlatform from '../../platform-node.ts';
import { readOn } from '../../read-credential.ts';
import { createAuthority, createKeyPair, writeCertificate } from '../../specimens-certificates.ts';
import { createSealSigner, mintSeal, sealedTest, vaccinationSealWith } from '../../specimens-vds-nc.ts';
import { canonicalJson } from './canonical-json.ts';

const authority = createAuthority();
const signer = createSealSigner(authority);

describe('what a seal says', () => {
  async function factsOf(data: object) {
    const reading = await readOn(nodePlatform, mintSeal(signer, { data }));
    return reading.ok ? reading.facts : reading.violation.code;
  }

  test.each([
    ['a number', 3, 3],
    ['text', '3', 3],
  ])('the number of a dose may be %s', async (_what, seq, expected) => {
    expect(await factsOf(vaccinationSealWith({ dose: { seq } }))).toMatchObject({ doses: [{ number: expected }] });
  });

  test.each([
    ['RA01', '840539006'],
    ['RA01.1', '840539006'],
    ['1E50', '1E50'],
    [undefined, '840539006'],
  ])('the disease %s is %s', async (dis, expected) => {
    expect(await factsOf(vaccinationSealWith({ event: { dis } }))).toMatchObject({
      doses: [{ targetDisease: expected }],
    });
  });

  test('is read, but not trusted, where the certificate of its signer is of version 1', async () => {
    const { privateKey: key, publicKey } = createKeyPair('P-256');
    const dates = { notBefore: new Date('2021-01-01T00:00:00Z'), notAfter: new Date('2031-01-01T00:00:00Z') };
    const fields = { country: 'ID', name: 'Specimen', ...dates, publicKey, extensions: [], issuer: authority };
    const seal = mintSeal({ certificate: writeCertificate({ ...fields, version: 1 }), key });
    expect(await readOn(nodePlatform, seal)).toMatchObject({ ok: true, keyId: '', facts: { doses: [{ number: 2 }] } });
    const trust = createTrustStore([authority.trustEntry]);
    expect(await verifyCredential(seal, { trust, now: new Date('2022-01-01T00:00:00Z') })).toMatchObject({
      violation: { code: 'chain-invalid', detail: 'authorityKeyIdentifier' },
    });
  });

  test('a vaccine of another disease is not taken for one of COVID-19', async () => {
    const data = vaccinationSealWith({ event: { dis: undefined, des: 'XM0N24' } });
    expect(await factsOf(data)).toMatchObject({ doses: [{ targetDisease: '' }] });
  });

  test.each([
    ['SARI', 'SARI', ''],
    ['DE LA  CRUZ MARIA', 'DE LA', 'CRUZ MARIA'],
    ['Muñoz  José', 'Muñoz', 'José'],
  ])('the name %s', async (n, familyName, givenName) => {
    expect(await factsOf(vaccinationSealWith({ person: { n } }))).toMatchObject({ holder: { familyName, givenName } });
  });

  test.each([
    ['antigen', 'not detected', 'antigen', 'negative'],
    ['molecular(other)', 'Positive', 'pcr', 'positive'],
    ['antibody', 'abnormal', 'other', 'positive'],
    ['molecular(PCR)', 'void', 'pcr', 'unknown'],
  ])('a test %s %s', async (tc, r, kind, result) => {
    const data = { ...sealedTest, msg: { ...sealedTest.msg, tr: { tc, r } } };
    expect(await factsOf(data)).toMatchObject({ tests: [{ kind, result }] });
  });

  test('Germany writes itself with one letter', async () => {
    expect(await factsOf(vaccinationSealWith({ header: { is: 'D' }, dose: { ctr: 'D' } }))).toMatchObject({
      issuer: { country: 'DE' },
      doses: [{ country: 'DE' }],
    });
  });
});

describe('canonical JSON', () => {
  test.each([
    ['members sorted by UTF-16 code units', '{"\u{1f600}":1,"\ufb33":2,"a":3}', '{"a":3,"\u{1f600}":1,"\ufb33":2}'],
    ['numbers as ECMAScript writes them', '[1.0,1e21,0.000001,1e-7,-0]', '[1,1e+21,0.000001,1e-7,0]'],
    ['the shortest escapes', String.raw`"\u0041\/\u000a\u001f\u007f"`, `"A/\\n\\u001f\u007f"`],
  ])('has %s', (_what, json, expected) => {
    expect(canonicalJson(JSON.parse(json))).toBe(expected);
  });
});
