import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import jsonld from 'jsonld';
import { describe, expect, test } from 'vitest';
import { toAlpha2 } from './countries.ts';
import { credentialContexts, proofContext } from './formats/divoc/contexts.ts';
import { createTrustStore, type Facts, type TrustEntry } from './index.ts';
import { findMember } from './json.ts';
import * as browserPlatform from './platform-browser.ts';
import * as nodePlatform from './platform-node.ts';
import { readOn } from './read-credential.ts';
import { credential, event, indonesianContext, secondEvent } from './specimens-divoc.ts';
import { verifyOn } from './verify-credential.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const corpora = resolve(root, process.env['GAPURA_CORPORA'] ?? '../shared/corpora');
const folder = join(corpora, 'who-ddcc/test-resources/src/main/resources');
const isFound = existsSync(folder);

test.runIf(!isFound)('corpora not found', ({ annotate }) => annotate(`looked for ${folder}`));

const shared = { name: 'Corpus', notBefore: null, notAfter: null, usages: null, demo: true } as const;

/** The corpus has no keys. Of this one both certificates of key `11` are proof: it is the only one that fits the two signatures. */
const whoKey: TrustEntry = {
  ...shared,
  scheme: 'hcert',
  keyId: 'MTE=',
  issuer: '',
  country: '',
  spki: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFDMpzOeGjkFpJ1mc9lo0884v/aVafspp7YkZo5TULw9g9/GngNing7+3ot1rJ5boEo27zvnT0WjblSmXGjbnuQ==',
  algorithm: 'ES256',
};

/** The public key that India published for `did:india`. */
const indianKey: TrustEntry = {
  ...shared,
  scheme: 'divoc',
  keyId: 'did:india',
  issuer: 'https://cowin.gov.in/',
  country: 'IN',
  spki:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0i7R4XsyG3m6KD36qKEVxE+odCh68W2O4vLqh6SnsgItzvLYvJKPai+jEkf22FlPn0Qn' +
    'Go+Znyi6dw1lhvg9FGXqodv33yrqKhGLkQPeURaMnJidxktK/3QLXuv9HiKq9fSDLJyPBJEFCCCiZNTGgWM0dqq43/XRi+7IX3gWU68U6v/7EyOW' +
    '3U4ZgYUVlfwbUh6eKRan68/TObQua39oeUfDMhJa0NHnMXb1lq/vQIjEgGkOK5LLyz+X8ETUEhn8Qdx2SIORmftCPW4XO0UZmMHuGw9t+UUgniy5' +
    'BL8kmvtjpVRWFUliJFGBTvBZCO6gcoX5eXi8LytCg+mJ6EDO+QIDAQAB',
  algorithm: 'PS256',
};

function readText(file: string): string {
  return readFileSync(join(folder, file), 'utf8').trim();
}

describe.runIf(isFound).each([
  ['node', nodePlatform],
  ['browser', browserPlatform],
] as const)('who-ddcc on the %s platform', (_name, platform) => {
  const trust = createTrustStore([whoKey, indianKey]);

  async function outcomeOf(text: string): Promise<string> {
    const verification = await verifyOn(platform, text, { trust, now: new Date('2022-01-15T00:00:00Z') });
    return verification.ok ? 'ok' : verification.violation.code;
  }

  test.each([
    ['WHOQR1Contents.txt', 'ok'],
    ['WHOQR2Contents.txt', 'ok'],
    ['WHOSingaporePCRContents.txt', 'issuer-unknown'],
    ['DVCTestQR.txt', 'cwt-invalid'],
    ['DVCTest2QR.txt', 'cwt-invalid'],
    ['DIVOCQR1Contents.txt', 'ok'],
    ['DIVOCJamaicaContents.txt', 'issuer-mismatch'],
  ])('%s: %s', async (file, expected) => {
    expect(await outcomeOf(readText(file))).toBe(expected);
  });

  test('Jamaica’s certificate does not even sign whose it is', async () => {
    const jamaican = { ...indianKey, issuer: 'https://www.moh.gov.jm', algorithm: 'EdDSA' } as const;
    const options = { trust: createTrustStore([jamaican]), now: new Date('2022-01-15T00:00:00Z') };
    const verification = await verifyOn(platform, readText('DIVOCJamaicaContents.txt'), options);
    expect(verification).toMatchObject({ ok: false, violation: { code: 'unsigned-member' } });
  });

  test.each(['WHOQR1', 'WHOQR2', 'WHOSingaporePCR', 'DIVOCQR1', 'DIVOCJamaica'])(
    'reads of %s what its FHIR bundle says',
    async (name) => {
      const reading = await readOn(platform, readText(`${name}Contents.txt`));
      const bundle: unknown = JSON.parse(readText(`${name}FHIRBundle.json`));
      expect(reading.ok ? saidBy(reading.facts) : reading).toEqual(saidByBundle(bundle));
    },
  );
});

describe.runIf(isFound)('our contexts', () => {
  const published = join(corpora, 'who-ddcc/verify/src/main/resources/org/who/ddccverifier/verify/divoc/jsonldcrypto');
  const files: Readonly<Record<string, string>> = {
    'https://www.w3.org/2018/credentials/v1': 'W32018CredentialsV1.json',
    'https://cowin.gov.in/credentials/vaccination/v1': 'DIVOCVaccinationContextV1.json',
    'https://cowin.gov.in/credentials/vaccination/v2': 'DIVOCVaccinationContextV2.json',
    [indonesianContext]: 'DIVOCVaccinationContextV2.json',
    'https://w3id.org/security/v1': 'security-v1.jsonld',
    'https://w3id.org/security/v2': 'security-v2.jsonld',
  };

  async function documentLoader(address: string) {
    const document = JSON.parse(readFileSync(join(published, files[address] ?? ''), 'utf8')) as object;
    return { contextUrl: null, documentUrl: address, document };
  }

  const canonise = (document: object) =>
    jsonld.canonize(document, { base: null, safe: false, documentLoader, canonizeOptions: { algorithm: 'RDFC-1.0' } });

  test.each([
    ['India', () => readText('DIVOCQR1Unpacked.json')],
    ['Jamaica', () => readText('DIVOCJamaicaUnpacked.json')],
    ['our Indonesian specimen', () => JSON.stringify({ ...credential, evidence: [event, secondEvent], proof: {} })],
  ])('mean the same as the published ones: %s', async (_name, read) => {
    const { proof, ...members } = JSON.parse(read()) as Readonly<Record<string, unknown>>;
    const { jws: _jws, ...signed } = { ...(proof as object) } as Readonly<Record<string, unknown>>;
    const withAddress = { ...signed, '@context': 'https://w3id.org/security/v2' };
    expect(await canonise({ ...signed, '@context': proofContext })).toBe(await canonise(withAddress));
    const canonical = await canonise({ ...members, '@context': credentialContexts });
    expect(canonical).toBe(await canonise(members));
    expect(canonical.split('\n').length).toBeGreaterThan(10);
  });
});

/** What both ways of telling have in common. */
interface Said {
  readonly name: string;
  readonly born: string;
  readonly events: readonly (readonly unknown[])[];
}

function saidBy({ holder, doses, tests }: Facts): Said {
  const doseEvents = doses.map(({ targetDisease, number, of, givenOn, country }) => [
    'dose',
    targetDisease,
    number,
    of,
    givenOn,
    country,
  ]);
  const testEvents = tests.map(({ result, sampledAt, country }) => ['test', result, sampledAt.slice(0, 10), country]);
  return { name: holder.familyName, born: holder.bornOn, events: [...doseEvents, ...testEvents] };
}

function saidByBundle(bundle: unknown): Said {
  const resources = listOf(bundle, 'entry').map((entry) => findMember(entry, 'resource'));
  const ofType = (type: string) => resources.filter((resource) => findMember(resource, 'resourceType') === type);
  const [patient] = ofType('Patient');
  return {
    name: textOf(listOf(patient, 'name')[0], 'text'),
    born: textOf(patient, 'birthDate'),
    events: [...ofType('Immunization').map(doseOf), ...ofType('Observation').map(testOf)],
  };
}

function doseOf(immunization: unknown): readonly unknown[] {
  const [protocol] = listOf(immunization, 'protocolApplied');
  const [disease] = listOf(listOf(protocol, 'targetDisease')[0], 'coding');
  const number = findMember(protocol, 'doseNumberPositiveInt');
  const of = findMember(protocol, 'seriesDosesPositiveInt') ?? null;
  const givenOn = textOf(immunization, 'occurrenceDateTime').slice(0, 10);
  return ['dose', textOf(disease, 'code'), number, of, givenOn, countryOf(immunization)];
}

function testOf(observation: unknown): readonly unknown[] {
  const [coding] = listOf(findMember(observation, 'valueCodeableConcept'), 'coding');
  const result = textOf(coding, 'code') === '260415000' ? 'negative' : 'positive';
  return ['test', result, textOf(observation, 'effectiveDateTime').slice(0, 10), countryOf(observation)];
}

function countryOf(resource: unknown): string {
  const extension = listOf(resource, 'extension').find((each) => textOf(each, 'url').endsWith('CountryOfVaccination'));
  return toAlpha2(textOf(findMember(extension, 'valueCoding'), 'code'));
}

function listOf(value: unknown, name: string): readonly unknown[] {
  const list = findMember(value, name);
  return Array.isArray(list) ? list : [];
}

function textOf(value: unknown, name: string): string {
  const text = findMember(value, name);
  return typeof text === 'string' ? text : '';
}
