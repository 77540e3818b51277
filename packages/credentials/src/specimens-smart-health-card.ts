import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { trustEntriesFromJwks } from './trust/trust-entries-from-jwks.ts';
import type { TrustEntry } from './trust/trust-store.ts';

/** SMART Health Cards that the tests of this package mint for themselves, right and wrong ones. */

export const cardIssuerUrl = 'https://cards.specimen.example/issuer';
export const cardIssuedAt = new Date('2021-09-01T00:00:00.250Z');
export const cardNow = new Date('2021-10-01T08:00:00Z');

export interface CardIssuer {
  readonly key: KeyObject;
  readonly trustEntry: TrustEntry;
}

export function createCardIssuer(url = cardIssuerUrl): CardIssuer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  const jwks = { keys: [{ kty, crv, x, y, kid, use: 'sig', alg: 'ES256' }] };
  const [trustEntry] = trustEntriesFromJwks(jwks, { issuer: url, name: 'Specimen clinic', demo: true });
  if (trustEntry === undefined) throw new Error('no trust entry');
  return { key: privateKey, trustEntry };
}

export const patient = {
  resourceType: 'Patient',
  name: [{ family: 'Sari', given: ['Ni', 'Luh'] }],
  birthDate: '1991-02-03',
};

export function immunization(cvx: string, occurrenceDateTime: string, changes: object = {}) {
  return {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: cvx }] },
    patient: { reference: 'resource:0' },
    occurrenceDateTime,
    ...changes,
  };
}

export function observation(loinc: string, result: string, changes: object = {}) {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
    subject: { reference: 'resource:0' },
    effectiveDateTime: '2021-09-30T09:00:00+08:00',
    valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: result }] },
    ...changes,
  };
}

export function bundleOf(...resources: readonly unknown[]) {
  const entry = resources.map((resource, at) => ({ fullUrl: `resource:${at}`, resource }));
  return { resourceType: 'Bundle', type: 'collection', entry };
}

export const vaccinationBundle = bundleOf(
  patient,
  immunization('208', '2021-03-01'),
  immunization('208', '2021-03-29'),
);

export function cardPayload(fhirBundle: unknown = vaccinationBundle, changes: object = {}, credential: object = {}) {
  return {
    iss: cardIssuerUrl,
    nbf: cardIssuedAt.getTime() / 1000,
    vc: {
      type: ['https://smarthealth.cards#health-card'],
      credentialSubject: { fhirVersion: '4.0.1', fhirBundle },
      ...credential,
    },
    ...changes,
  };
}

export interface CardMint {
  readonly payload?: unknown;
  readonly header?: object;
  /** The JSON of the payload, where even that is wrong. */
  readonly json?: string | Uint8Array;
  /** The compressed payload, where even that is wrong. */
  readonly compressed?: Uint8Array;
  readonly dsaEncoding?: 'ieee-p1363' | 'der';
}

export function mintJws(issuer: CardIssuer, mint: CardMint = {}): string {
  const header = { zip: 'DEF', alg: 'ES256', kid: issuer.trustEntry.keyId, ...mint.header };
  const compressed = mint.compressed ?? deflateRawSync(mint.json ?? JSON.stringify(mint.payload ?? cardPayload()));
  const signed = `${toBase64Url(JSON.stringify(header))}.${toBase64Url(compressed)}`;
  const { dsaEncoding = 'ieee-p1363' } = mint;
  return `${signed}.${toBase64Url(sign('sha256', Buffer.from(signed), { key: issuer.key, dsaEncoding }))}`;
}

function toBase64Url(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64url');
}

export function toNumeric(jws: string): string {
  return `shc:/${digitsOf(jws)}`;
}

function digitsOf(jws: string): string {
  return Array.from(jws, (character) => String(character.charCodeAt(0) - 45).padStart(2, '0')).join('');
}

export function toChunks(jws: string, count: number): string[] {
  const length = Math.ceil(jws.length / count);
  return Array.from({ length: count }, (_unused, at) => {
    return `shc:/${at + 1}/${count}/${digitsOf(jws.slice(at * length, (at + 1) * length))}`;
  });
}

export function mintCard(issuer: CardIssuer, mint: CardMint = {}): string {
  return toNumeric(mintJws(issuer, mint));
}
