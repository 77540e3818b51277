import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import * as browserPlatform from '../../platform-browser.ts';
import * as nodePlatform from '../../platform-node.ts';
import { readOn } from '../../read-credential.ts';
import * as specimens from '../../specimens-divoc.ts';
import { createTrustStore, type TrustEntry } from '../../trust/trust-store.ts';
import { verifyOn, type Verification } from '../../verify-credential.ts';

const { createDivocIssuer, credential, event, mintDocument, mintText, secondEvent, specimenNow, subject, zip } =
  specimens;

const issuer = createDivocIssuer();
const rsaIssuer = createDivocIssuer({ keyType: 'rsa', keyId: 'did:rsa:specimen' });
const stranger = createDivocIssuer();
const trust = createTrustStore([issuer.trustEntry, rsaIssuer.trustEntry]);
const platforms = [
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const;

function verify(input: string | Uint8Array, changes: { trust?: readonly TrustEntry[]; now?: Date } = {}) {
  const store = changes.trust === undefined ? trust : createTrustStore(changes.trust);
  return verifyOn(nodePlatform, input, { trust: store, now: changes.now ?? specimenNow });
}

function codeOf(verification: Verification): string {
  return verification.ok ? 'ok' : verification.violation.code;
}

const signatureHash: unknown = expect.stringMatching(/^signature:[0-9a-f]{32}$/u);

function uciOf(text: string): string {
  return `uci:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

describe.each(platforms)('on the %s platform', (_name, platform) => {
  test.each([
    ['Ed25519', issuer],
    ['RSA with PS256', rsaIssuer],
  ])('verifies a credential signed with %s', async (_key, signer) => {
    expect(await verifyOn(platform, await mintText(signer), { trust, now: specimenNow })).toMatchObject({ ok: true });
  });

  test('reads what it says, and neither the address nor the identity number of its holder', async () => {
    const reading = await readOn(
      platform,
      await mintText(issuer, { credential: { ...credential, evidence: [secondEvent, event] } }),
    );
    const dose = {
      targetDisease: '840539006',
      vaccine: 'XM7HT3',
      product: 'CoronaVac',
      manufacturer: 'Sinovac',
      country: 'ID',
    };
    expect(reading).toEqual({
      ok: true,
      format: 'divoc',
      keyId: 'did:indonesia:specimen',
      facts: {
        format: 'divoc',
        holder: {
          familyName: 'Ni Luh Sari',
          givenName: '',
          standardFamilyName: '',
          standardGivenName: '',
          bornOn: '1991-02-03',
        },
        issuer: { country: 'ID', name: 'www.pedulilindungi.id', keyId: 'did:indonesia:specimen', demo: false },
        doses: [
          { ...dose, number: 1, of: 2, givenOn: '2021-08-01' },
          { ...dose, number: 2, of: 2, givenOn: '2021-08-29' },
        ],
        tests: [],
        recoveries: [],
        exemptions: [],
        issuedAt: '2021-08-29T03:00:00.000Z',
        validUntil: null,
        certificateId: '4711',
        identifiers: [uciOf('4711'), uciOf('4712'), signatureHash],
      },
    });
  });
});

describe('what the signature does not cover is refused', () => {
  const shownOf = async (shown: Readonly<Record<string, unknown>>) =>
    codeOf(await verify(await mintText(issuer, { shown: { ...credential, ...shown } })));

  test.each([
    ['an unknown member', { extra: 1 }, 'unsigned-member'],
    ['an unknown member of the subject', { credentialSubject: { ...subject, extra: 'x' } }, 'unsigned-member'],
    [
      'an unknown member deep inside',
      { evidence: [{ ...event, facility: { address: { extra: 1 } } }] },
      'unsigned-member',
    ],
    ['a null of an unknown member', { extra: null }, 'unsigned-member'],
    ['a compact name', { 'schema:name': 'x' }, 'unsigned-member'],
    ['a full name', { 'https://schema.org/name': 'x' }, 'unsigned-member'],
    ['a graph', { '@graph': [{ name: 'x' }] }, 'unsigned-member'],
    ['an included block', { '@included': [{ id: 'did:x' }] }, 'unsigned-member'],
    ['a reverse property', { '@reverse': {} }, 'unsigned-member'],
    ['a nested property', { '@nest': {} }, 'unsigned-member'],
    ['a base', { '@base': 'https://evil.example/' }, 'unsigned-member'],
    ['a context within a node', { credentialSubject: { ...subject, '@context': {} } }, 'context-unknown'],
    ['a context within evidence', { evidence: [{ ...event, '@context': null }] }, 'context-unknown'],
    ['a prototype', JSON.parse('{"__proto__":{"a":1}}') as Readonly<Record<string, unknown>>, 'unsigned-member'],
    ['a value object', { nonTransferable: { '@value': 'true' } }, 'schema-invalid'],
    ['a list', { issuer: [specimens.indonesianIssuer] }, 'schema-invalid'],
    ['another type', { type: ['VerifiableCredential'] }, 'schema-invalid'],
    ['an additional type', { type: ['VerifiableCredential', 'ProofOfVaccinationCredential', 'x'] }, 'schema-invalid'],
    ['a blank node', { credentialSubject: { ...subject, id: '_:a' } }, 'schema-invalid'],
    ['an identifier with a line in it', { id: 'did:x> <did:y> "z" .\n<did:q' }, 'schema-invalid'],
    ['two nodes of one identifier', { evidence: [event, { ...event, dose: 2 }] }, 'unsigned-member'],
    ['half a character', { credentialSubject: { ...subject, name: 'Ni \ud800' } }, 'json-invalid'],
    ['no evidence', { evidence: undefined }, 'schema-invalid'],
    ['empty evidence', { evidence: [] }, 'schema-no-entry'],
    ['more evidence than anybody has', { evidence: Array.from({ length: 9 }, () => event) }, 'schema-several-entries'],
  ])('%s', async (_what, shown, code) => {
    expect(await shownOf(shown)).toBe(code);
  });

  test.each([
    ['foreign', ['https://www.w3.org/2018/credentials/v1', 'https://evil.example/v1']],
    ['written into it', ['https://www.w3.org/2018/credentials/v1', { name: 'schema:id' }]],
    ['with a vocabulary', [...(credential['@context'] as string[]), { '@vocab': 'https://schema.org/' }]],
    ['in another order', [specimens.indonesianContext, 'https://www.w3.org/2018/credentials/v1']],
    ['missing', undefined],
    ['a single one', 'https://www.w3.org/2018/credentials/v1'],
  ])('a context that is %s', async (_what, contexts) => {
    expect(await shownOf({ '@context': contexts })).toBe('context-unknown');
  });

  test.each([
    ['empty', ''],
    ['relative', 'someone'],
  ])('a holder whose identifier is %s, as linked data then drops all that is said of him', async (_what, id) => {
    const text = await mintText(issuer, { credential: { ...credential, credentialSubject: { ...subject, id } } });
    expect(codeOf(await verify(text))).toBe('unsigned-member');
    expect(await readOn(nodePlatform, text)).toMatchObject({ ok: true });
  });
});

describe('members that stand for one property cannot be exchanged', () => {
  const verifyShown = async (changes: Readonly<Record<string, unknown>>) =>
    verify(await mintText(issuer, { shown: { ...credential, evidence: [{ ...event, ...changes }] } }));

  test('the first of two doses stays the first', async () => {
    const verification = await verifyShown({ dose: 2, totalDoses: 1 });
    expect(verification).toMatchObject({ ok: true, facts: { doses: [{ number: 1, of: 2 }] } });
  });

  test('the date of vaccination cannot become the end of its effect', async () => {
    const exchanged = { date: '2022-08-01', effectiveUntil: '2021-08-01', effectiveStart: '2021-08-01T02:30:00.000Z' };
    expect(codeOf(await verifyShown(exchanged))).toBe('schema-date');
  });

  test('the identifier of the certificate cannot be hidden', async () => {
    const verification = await verifyShown({ certificateId: 'SPECIMEN-1', batch: '4711' });
    expect(verification).toMatchObject({
      ok: true,
      facts: { certificateId: '4711', identifiers: [uciOf('4711'), signatureHash] },
    });
  });
});

describe('proofs', () => {
  test.each([
    ['no algorithm', { header: { alg: 'none' } }, 'algorithm-unsupported'],
    ['RS256', { header: { alg: 'RS256' } }, 'algorithm-unsupported'],
    ['the algorithm of another type', { header: { alg: 'PS256' } }, 'proof-invalid'],
    ['an encoded payload', { header: { b64: true } }, 'jws-invalid'],
    ['no crit', { header: { crit: undefined } }, 'jws-invalid'],
    ['more that is critical', { header: { crit: ['b64', 'exp'] } }, 'jws-invalid'],
    ['a header member too many', { header: { kid: 'x' } }, 'jws-invalid'],
    ['another purpose', { proof: { proofPurpose: 'authentication' } }, 'proof-invalid'],
    ['another type', { shownProof: { type: 'Ed25519Signature2020' } }, 'algorithm-unsupported'],
    ['a changed instant', { shownProof: { created: '2021-08-29T03:00:01Z' } }, 'signature-invalid'],
    ['no instant', { shownProof: { created: undefined } }, 'proof-invalid'],
    ['an additional member', { shownProof: { nonce: 'x' } }, 'unsigned-member'],
    ['a payload', { shownProof: { jws: 'e30.e30.AAAA' } }, 'jws-invalid'],
    ['a signature that is no base64url', { shownProof: { jws: 'e30..A' } }, 'base64-invalid'],
    ['a signature of zeros', { signature: new Uint8Array(64) }, 'signature-invalid'],
    ['an empty signature', { signature: new Uint8Array() }, 'signature-invalid'],
    ['a changed credential', { shown: { ...credential, nonTransferable: 'false' } }, 'signature-invalid'],
  ])('refuses %s', async (_what, mint, code) => {
    expect(codeOf(await verify(await mintText(issuer, mint)))).toBe(code);
  });

  test('refuses no proof, two proofs, and another key under the same name', async () => {
    const { proof, ...rest } = JSON.parse(await mintDocument(issuer)) as Record<string, unknown>;
    expect(codeOf(await verify(zip(JSON.stringify(rest))))).toBe('proof-invalid');
    expect(codeOf(await verify(zip(JSON.stringify({ ...rest, proof: [proof, proof] }))))).toBe('proof-invalid');
    expect(codeOf(await verify(await mintText(stranger)))).toBe('signature-invalid');
  });
});

describe('keys and issuers', () => {
  test('an unknown key', async () => {
    expect(codeOf(await verify(await mintText(issuer), { trust: [] }))).toBe('issuer-unknown');
  });

  test('a key signs in nobody else’s name', async () => {
    const other = { ...issuer.trustEntry, issuer: 'https://other.example/' };
    expect(codeOf(await verify(await mintText(issuer), { trust: [other] }))).toBe('issuer-mismatch');
    const text = await mintText(issuer, { credential: { ...credential, issuer: 'https://cowin.gov.in/' } });
    expect(codeOf(await verify(text))).toBe('issuer-mismatch');
  });

  test('names of keys are not exchangeable', async () => {
    const text = await mintText(issuer, { proof: { verificationMethod: rsaIssuer.trustEntry.keyId } });
    expect(codeOf(await verify(text))).toBe('algorithm-mismatch');
    const shown = await mintText(issuer, { shownProof: { verificationMethod: rsaIssuer.trustEntry.keyId } });
    expect(codeOf(await verify(shown))).toBe('algorithm-mismatch');
  });

  test('a key of another scheme is none', async () => {
    const other: TrustEntry = { ...issuer.trustEntry, scheme: 'divoc', keyId: 'did:other' };
    expect(codeOf(await verify(await mintText(issuer), { trust: [other] }))).toBe('issuer-unknown');
  });

  test('a key for tests signs no vaccination', async () => {
    expect(codeOf(await verify(await mintText(issuer), { trust: [{ ...issuer.trustEntry, usages: ['test'] }] }))).toBe(
      'key-usage',
    );
  });
});

describe('validity', () => {
  test.each([
    ['before it was issued', {}, '2021-08-29T02:58:00Z', 'not-yet-valid'],
    ['before it is valid', { validFrom: '2022-03-01T00:00:00Z' }, '2022-02-01T00:00:00Z', 'not-yet-valid'],
    ['after its end', { expirationDate: '2022-01-01T00:00:00Z' }, '2022-01-01T00:00:01Z', 'expired'],
    ['at its end', { expirationDate: '2022-01-01T00:00:00Z' }, '2022-01-01T00:00:00Z', 'ok'],
    ['after the end of its key', {}, '2023-01-01T00:00:01Z', 'outside-issuer-validity'],
    ['without an instant of issue', { issuanceDate: undefined }, '2022-02-01T00:00:00Z', 'validity-missing'],
    ['with an instant of issue that is none', { issuanceDate: 'soon' }, '2022-02-01T00:00:00Z', 'schema-date'],
  ])('%s', async (_what, changes, now, code) => {
    const text = await mintText(issuer, { credential: { ...credential, ...changes } });
    expect(codeOf(await verify(text, { now: new Date(now) }))).toBe(code);
  });
});

test('the age of India’s first certificates gives a year of birth', async () => {
  const { dob: _dob, ...person } = subject;
  const read = async (age: unknown) =>
    readOn(
      nodePlatform,
      await mintText(issuer, { credential: { ...credential, credentialSubject: { ...person, age } } }),
    );
  expect(await read('65')).toMatchObject({ facts: { holder: { bornOn: '1956' } } });
  expect(await read('unknown')).toMatchObject({ facts: { holder: { bornOn: '' } } });
});

test('nothing is fetched', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  await verify(await mintText(issuer));
  await verify(await mintText(issuer, { shown: { ...credential, '@context': ['https://evil.example/v1'] } }));
  expect(fetched).not.toHaveBeenCalled();
});
