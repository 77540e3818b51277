import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTrustStore, violationCodes, type TrustEntry, type ViolationCode } from '../../index.ts';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { readOn } from '../../read-credential.ts';
import {
  authorityKeyId,
  basicConstraints,
  createAuthority,
  extension,
  type KeyType,
} from '../../specimens-certificates.ts';
import {
  createSealSigner,
  mintSeal,
  sealedTest,
  sealedVaccination,
  toBase64Url,
  vaccinationSealWith,
  type SealMint,
  type SealSignerChanges,
} from '../../specimens-vds-nc.ts';
import { specimenNow } from '../../specimens.ts';
import { verifyOn } from '../../verify-credential.ts';
import { canonicalJson } from './canonical-json.ts';

const authority = createAuthority();
const signer = createSealSigner(authority);
const stranger = createAuthority();
const text = mintSeal(signer);

const platforms = [
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const;

describe.each(platforms)('a VDS-NC seal on the %s platform', (platformName, platform) => {
  async function codeOf(seal: string, entries: readonly TrustEntry[] = [authority.trustEntry], now = specimenNow) {
    const verification = await verifyOn(platform, seal, { trust: createTrustStore(entries), now });
    return verification.ok ? 'ok' : verification.violation.code;
  }

  function codeWith(changes: SealSignerChanges, mint?: SealMint) {
    return codeOf(mintSeal(createSealSigner(authority, changes), mint));
  }

  test('gives the facts of a vaccination', async () => {
    const verification = await verifyOn(platform, text, {
      trust: createTrustStore([authority.trustEntry]),
      now: specimenNow,
    });
    expect(verification).toMatchObject({
      ok: true,
      facts: {
        format: 'vds-nc',
        holder: { familyName: 'SARI', givenName: 'NI LUH', bornOn: '1991-02-03' },
        issuer: { country: 'ID', name: 'Specimen barcode signer', keyId: authority.trustEntry.keyId, demo: true },
        doses: [
          { targetDisease: '840539006', product: 'Specimen vaccine', number: 2, of: null, givenOn: '2021-08-01' },
        ],
        tests: [],
        issuedAt: null,
        validUntil: '2031-01-01T00:00:00.000Z',
        certificateId: 'SPECIMEN-1',
      },
    });
  });

  test('gives the facts of a test', async () => {
    const seal = mintSeal(signer, { data: sealedTest });
    expect(
      await verifyOn(platform, seal, { trust: createTrustStore([authority.trustEntry]), now: specimenNow }),
    ).toMatchObject({
      facts: {
        doses: [],
        tests: [{ kind: 'pcr', result: 'negative', sampledAt: '2021-09-30T01:00:00.000Z', country: 'ID' }],
        issuedAt: '2021-09-30T04:00:00.000Z',
        certificateId: 'SPECIMEN-2',
      },
    });
  });

  test.each<KeyType>(['P-256', 'P-384', 'P-521', 'rsa', 'rsa-pss'])(
    'follows its signer to an authority of %s',
    async (type) => {
      const each = createAuthority({ type });
      expect(await codeOf(mintSeal(createSealSigner(each)), [each.trustEntry])).toBe('ok');
      const forged = createSealSigner(each, { signedBy: createAuthority({ type }) });
      expect(await codeOf(mintSeal(forged), [each.trustEntry])).toBe('chain-invalid');
    },
  );

  test('follows its signer to an authority whose curve is spelled out', async () => {
    const each = createAuthority({ type: 'P-384', paramEncoding: 'explicit' });
    expect(await codeOf(mintSeal(createSealSigner(each)), [each.trustEntry])).toBe('ok');
  });

  test('says of a Brainpool authority that a browser cannot use its key', async () => {
    const each = createAuthority({ type: 'brainpoolP384r1', paramEncoding: 'explicit' });
    const expected = platformName === 'node' ? 'ok' : 'issuer-key-unusable';
    expect(await codeOf(mintSeal(createSealSigner(each)), [each.trustEntry])).toBe(expected);
  });

  test.each<KeyType>(['P-384', 'P-521'])('may be signed with %s', async (type) => {
    expect(await codeWith({ type })).toBe('ok');
  });

  test.each<[string, SealSignerChanges, ViolationCode]>([
    ['copied the authority’s name and key identifier', { signedBy: stranger }, 'chain-invalid'],
    ['names no authority', { authorityKeyId: null }, 'chain-invalid'],
    ['names an authority that nobody trusts', { authorityKeyId: stranger.keyId, signedBy: stranger }, 'issuer-unknown'],
    ['has expired', { notAfter: new Date('2021-09-30T00:00:00Z') }, 'expired'],
    ['is of the future', { notBefore: new Date('2021-10-02T00:00:00Z') }, 'not-yet-valid'],
    ['has no purpose', { purposes: [] }, 'key-usage'],
    ['signs passports', { purposes: ['2.23.136.1.1.14.1'] }, 'key-usage'],
    ['may sign anything', { purposes: ['2.5.29.37.0'] }, 'key-usage'],
    ['is an authority itself', { extensions: [basicConstraints(true)] }, 'key-usage'],
    ['signs certificates only', { keyUsage: 0x06 }, 'key-usage'],
    ['is of another country', { country: 'SG' }, 'issuer-mismatch'],
    ['has a key of another kind', { type: 'rsa' }, 'algorithm-mismatch'],
    ['has a key on a curve that nobody uses', { type: 'secp256k1' }, 'algorithm-mismatch'],
    [
      'has a critical extension unknown to us',
      { extensions: [extension('2.5.29.30', Uint8Array.of(0x30, 0), true)] },
      'certificate-invalid',
    ],
    ['has an extension twice', { extensions: [authorityKeyId(authority.keyId)] }, 'certificate-invalid'],
  ])('is refused where its signer %s', async (_what, changes, expected) => {
    expect(await codeWith(changes)).toBe(expected);
  });

  test('is refused where its signer was issued by a signer', async () => {
    const issuer = { ...authority, key: signer.key, type: 'P-256' } as const;
    expect(await codeWith({ signedBy: issuer })).toBe('chain-invalid');
  });

  test('is refused where its signer signed its own certificate under the authority’s name', async () => {
    const self = createAuthority();
    const own = { certificate: createSealSigner(authority, { signedBy: self }).certificate, key: self.key };
    expect(await codeOf(mintSeal(own))).toBe('chain-invalid');
  });

  test('tries every authority of a key identifier', async () => {
    const twin = createAuthority({ keyId: authority.keyId });
    expect(await codeOf(text, [twin.trustEntry, authority.trustEntry])).toBe('ok');
    expect(await codeOf(text, [twin.trustEntry])).toBe('chain-invalid');
  });

  test('is refused where the authority is out of date, or of another country', async () => {
    const past = createAuthority({ notAfter: new Date('2021-06-01T00:00:00Z') });
    expect(await codeOf(mintSeal(createSealSigner(past)), [past.trustEntry])).toBe('chain-invalid');
    const foreign = createAuthority({ country: 'SG' });
    expect(await codeOf(mintSeal(createSealSigner(foreign, { country: 'ID' })), [foreign.trustEntry])).toBe(
      'issuer-mismatch',
    );
  });

  test.each(['', 'no base64!', 'AAAA'])('says that an authority with the key %j cannot be used', async (spki) => {
    expect(await codeOf(text, [{ ...authority.trustEntry, spki }])).toBe('issuer-key-unusable');
  });

  test('remembers a chain for its authority only', async () => {
    expect(await codeOf(text)).toBe('ok');
    const trust = createTrustStore([authority.trustEntry]);
    for (const now of [specimenNow, specimenNow])
      expect((await verifyOn(platform, text, { trust, now })).ok).toBe(true);
    const late = await verifyOn(platform, text, { trust, now: new Date('2037-01-01T00:00:00Z') });
    expect(late).toMatchObject({ violation: { code: 'chain-invalid', detail: 'validity of the authority' } });
    expect(await codeOf(text, [stranger.trustEntry])).toBe('issuer-unknown');
  });

  test('counts down to the last moment of its signer', async () => {
    expect(await codeOf(text, undefined, new Date('2031-01-01T00:00:00Z'))).toBe('ok');
    expect(await codeOf(text, undefined, new Date('2031-01-01T00:00:00.001Z'))).toBe('expired');
  });

  test.each<[string, SealMint, ViolationCode]>([
    ['an algorithm that is none of ours', { algorithm: 'PS256' }, 'algorithm-unsupported'],
    ['no algorithm', { zone: { alg: undefined } }, 'algorithm-unsupported'],
    ['an algorithm of a larger curve', { algorithm: 'ES384' }, 'algorithm-mismatch'],
    ['no certificate', { zone: { cer: undefined } }, 'certificate-invalid'],
    ['a certificate that is a number', { zone: { cer: 1 } }, 'base64-invalid'],
    ['standard base64', { zone: { sigvl: '+'.repeat(86) } }, 'base64-invalid'],
    ['no signature', { zone: { sigvl: undefined } }, 'base64-invalid'],
    ['zeros', { signature: new Uint8Array(64) }, 'signature-invalid'],
    [
      'a signature in DER',
      { signature: sign('sha256', Buffer.from(canonicalJson(sealedVaccination)), signer.key) },
      'signature-invalid',
    ],
    ['another country in its header', { data: vaccinationSealWith({ header: { is: 'SGP' } }) }, 'issuer-mismatch'],
    ['an alpha-2 code in its header', { data: vaccinationSealWith({ header: { is: 'ID' } }) }, 'issuer-mismatch'],
    ['a later version', { data: vaccinationSealWith({ header: { v: 2 } }) }, 'schema-invalid'],
    ['no dose', { data: vaccinationSealWith({ event: { vd: [] } }) }, 'schema-no-entry'],
    ['30 February', { data: vaccinationSealWith({ dose: { dvc: '2021-02-30' } }) }, 'schema-date'],
    ['a dose number of zero', { data: vaccinationSealWith({ dose: { seq: 0 } }) }, 'schema-invalid'],
    ['no holder', { data: vaccinationSealWith({ message: { pid: null } }) }, 'schema-invalid'],
    ['a country that there is not', { data: vaccinationSealWith({ dose: { ctr: 'XXX' } }) }, 'schema-invalid'],
    ['another type', { data: vaccinationSealWith({ header: { t: 'icao.visa' } }) }, 'unknown-prefix'],
    ['no type', { data: {} }, 'unknown-prefix'],
  ])('is refused with %s', async (_what, mint, expected) => {
    expect(await codeOf(mintSeal(signer, mint))).toBe(expected);
  });

  test('takes high and low s alike, and knows both as one credential', async () => {
    const flipped = mintSeal(signer, { signature: flipS(signatureOf(text)) });
    const trust = createTrustStore([authority.trustEntry]);
    const [one, other] = await Promise.all(
      [text, flipped].map((each) => verifyOn(platform, each, { trust, now: specimenNow })),
    );
    expect(one?.ok).toBe(true);
    expect(other).toEqual(one);
  });

  test('takes any order of members, any space, and base64url filled up', async () => {
    const { data, sig } = JSON.parse(text) as { data: { hdr: object; msg: object }; sig: { sigvl: string } };
    const reordered = { sig: { ...sig, sigvl: `${sig.sigvl}==` }, data: { msg: data.msg, hdr: data.hdr } };
    expect(await codeOf(JSON.stringify(reordered, null, 3))).toBe('ok');
  });

  test.each([
    ['a member twice', () => text.replace('"hdr":', '"hdr":{},"hdr":'), 'json-duplicate-key'],
    ['a member twice, once escaped', () => text.replace('"hdr":', '"\\u0068dr":{},"hdr":'), 'json-duplicate-key'],
    ['deep nesting', () => `{"a":${'['.repeat(2000)}`, 'json-too-deep'],
    ['more than a QR code holds', () => text.replace('{', `{${' '.repeat(5000)}`), 'text-too-long'],
    ['an infinite number', () => text.replace('"seq":2', '"seq":1e999'), 'json-invalid'],
    ['half a character', () => text.replace('NI LUH', String.raw`\ud800`), 'json-invalid'],
  ])('is refused with %s', async (_what, make, expected) => {
    expect(await codeOf(make())).toBe(expected);
  });

  test('no truncation verifies, and no changed character verifies with other facts', { timeout: 120_000 }, async () => {
    const trust = createTrustStore([authority.trustEntry]);
    const options = { trust, now: specimenNow };
    const expected = await verifyOn(platform, text, options);
    for (let length = 0; length < text.length; length++) expect(await codeOf(text.slice(0, length))).not.toBe('ok');
    for (let at = 0; at < text.length; at++) {
      const changed = text.slice(0, at) + (text.charAt(at) === 'A' ? 'B' : 'A') + text.slice(at + 1);
      const verification = await verifyOn(platform, changed, options);
      expect(verification.ok ? verification : expected).toEqual(expected);
      expect(verification).not.toMatchObject({ violation: { code: 'unexpected-error' } });
    }
  });

  test('any text gives a verification and a reading', async () => {
    const anySeal = fc.oneof(
      fc.json().map((json) => `{"data":${json}}`),
      fc
        .record({ hdr: fc.constant(sealedVaccination.hdr), msg: fc.jsonValue() })
        .map((data) => mintSeal(signer, { data })),
      fc.uint8Array({ maxLength: 600 }).map((bytes) => mintSeal(signer, { zone: { cer: toBase64Url(bytes) } })),
      fc.string({ unit: 'binary' }).map((rest) => `{${rest}`),
    );
    await fc.assert(
      fc.asyncProperty(anySeal, async (hostile) => {
        const code = await codeOf(hostile);
        expect(code === 'unexpected-error' || code === 'ok').toBe(false);
        expect(violationCodes).toContain(code);
        await readOn(platform, hostile);
      }),
      { numRuns: 400 },
    );
  });
});

const p256Order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

function signatureOf(seal: string): Buffer {
  return Buffer.from((JSON.parse(seal) as { sig: { sigvl: string } }).sig.sigvl, 'base64url');
}

function flipS(signature: Buffer): Buffer {
  const s = p256Order - BigInt(`0x${signature.subarray(32).toString('hex')}`);
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
}
