import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTrustStore } from '../../index.ts';
import * as nodePlatform from '../../platform-node.ts';
import * as specimens from '../../specimens-nz-pass.ts';
import { verifyOn } from '../../verify-credential.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';

const { createPassIssuer, mintPass, passClaims, passCredential, passIssuerDid, passNow, passSubject } = specimens;
const issuer = createPassIssuer();
const options = { trust: createTrustStore([issuer.trustEntry]), now: passNow };

describe('base32', () => {
  test.each([
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('decodes the example of RFC 4648: %s', (plain, encoded) => {
    expect(Buffer.from(decodeBase32(encoded, '')).toString()).toBe(plain);
  });

  test('gives back every byte string', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(decodeBase32(encodeBase32(bytes), '')).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  test.each(['M', 'MZX', 'MZXW6Y', 'my', 'MY======', 'MZ', 'M1', 'M8', 'M\u00c4', 'MY\n'])('refuses %j', (text) => {
    expect(() => decodeBase32(text, '')).toThrow('base32-invalid');
  });
});

describe('facts of a New Zealand pass', () => {
  test('are its holder and validity', async () => {
    const verification = await verifyOn(nodePlatform, mintPass(issuer), options);
    expect(verification).toEqual({
      ok: true,
      facts: {
        format: 'nz-pass',
        holder: {
          familyName: 'Sparrow',
          givenName: 'Jack',
          standardFamilyName: '',
          standardGivenName: '',
          bornOn: '1960-04-16',
        },
        issuer: { country: 'NZ', name: 'Specimen ministry', keyId: 'key-1', demo: true },
        doses: [],
        tests: [],
        recoveries: [],
        exemptions: [],
        issuedAt: '2021-11-01T00:00:00.000Z',
        validUntil: '2022-05-01T00:00:00.000Z',
        certificateId: 'urn:uuid:60a4f54d-4e30-4332-be33-ad78b1eafa4b',
        identifiers: [
          'uci:611f60ebeb4c909727a089560c661f56',
          expect.stringMatching(/^signature:[0-9a-f]{32}$/u) as unknown,
        ],
      },
    });
  });

  test.each([
    ['no issuer', passClaims([[1, undefined]]), '2.1.0.2.1'],
    ['an issuer of another method', passClaims([[1, 'did:key:z6Mk']]), '2.1.0.2.1'],
    ['no identifier', passClaims([[7, undefined]]), '2.1.0.1.1'],
    ['no start', passClaims([[5, undefined]]), '2.1.0.3.1'],
    ['no end', passClaims([[4, 'tomorrow']]), '2.1.0.4.1'],
    ['no credential', passClaims([['vc', 'text']]), '2.1.0.5.1'],
    ['no context', passClaims([['vc', passCredential({ '@context': [] })]]), '2.3.2'],
    ['one type', passClaims([['vc', passCredential({ type: ['VerifiableCredential'] })]]), '2.3.5'],
    ['no version', passClaims([['vc', passCredential({ version: 1 })]]), '2.3.8'],
    ['no subject', passClaims([['vc', passCredential({ credentialSubject: [] })]]), '2.3.9'],
    ['a given name that is none', withSubject({ givenName: 1 }), '2.4.1.2.1'],
    ['a family name too long', withSubject({ familyName: 'a'.repeat(101) }), '2.4.1.2.2'],
    ['no birth date', withSubject({ dob: undefined }), '2.4.1.2.3'],
    ['an instant of birth', withSubject({ dob: '1960-04-16T00:00:00Z' }), '2.4.1.2.3'],
  ])('are refused with %s by section', async (_what, claims, section) => {
    const verification = await verifyOn(nodePlatform, mintPass(issuer, { claims }), options);
    expect(verification).toMatchObject({ ok: false, violation: { section: `NZCP §${section}` } });
  });

  test('are refused where something is critical', async () => {
    const protectedHeaders = new Map([...specimens.passHeaders, [2, [99]] as const]);
    const verification = await verifyOn(nodePlatform, mintPass(issuer, { protectedHeaders }), options);
    expect(verification).toMatchObject({ ok: false, violation: { code: 'cose-invalid', section: 'RFC 9052 §3.1' } });
  });

  test.each([
    ['did:web:elsewhere.example', '6.3'],
    [passIssuerDid, undefined],
  ])('of the issuer %s need a key that belongs to it', async (did, section) => {
    const foreign = createPassIssuer(did);
    const verification = await verifyOn(nodePlatform, mintPass(foreign), {
      ...options,
      trust: createTrustStore([foreign.trustEntry]),
    });
    expect(verification.ok ? undefined : verification.violation.section).toBe(section && `NZCP §${section}`);
  });
});

function withSubject(changes: object) {
  const subject = Object.entries({ ...passSubject, ...changes }).filter(([, value]) => value !== undefined);
  return passClaims([['vc', passCredential({ credentialSubject: Object.fromEntries(subject) })]]);
}
