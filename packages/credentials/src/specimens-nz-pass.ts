import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { encode } from 'cborg';
import { encodeBase32 } from './formats/nz-pass/base32.ts';
import { signMessage } from './issue/sign-message.ts';
import { trustEntriesFromDidDocument } from './trust/trust-entries-from-did-document.ts';
import type { TrustEntry } from './trust/trust-store.ts';

/** New Zealand passes that the tests of this package mint for themselves, right and wrong ones. */

export const passIssuerDid = 'did:web:passes.specimen.example';
export const passNow = new Date('2021-12-01T08:00:00Z');
const passNotBefore = new Date('2021-11-01T00:00:00Z');
const passExpires = new Date('2022-05-01T00:00:00Z');
const passToken = Uint8Array.from(Buffer.from('60a4f54d4e304332be33ad78b1eafa4b', 'hex'));

export interface PassIssuer {
  readonly key: KeyObject;
  readonly trustEntry: TrustEntry;
}

export function createPassIssuer(did = passIssuerDid): PassIssuer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = `${did}#key-1`;
  const method = { id, type: 'JsonWebKey2020', controller: did, publicKeyJwk: publicKey.export({ format: 'jwk' }) };
  const document = { id: did, verificationMethod: [method], assertionMethod: [id] };
  const [trustEntry] = trustEntriesFromDidDocument(document, { name: 'Specimen ministry', country: 'NZ', demo: true });
  if (trustEntry === undefined) throw new Error('no trust entry');
  return { key: privateKey, trustEntry };
}

export const passSubject = { givenName: 'Jack', familyName: 'Sparrow', dob: '1960-04-16' };

export function passCredential(changes: object = {}) {
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'https://nzcp.covid19.health.nz/contexts/v1'],
    version: '1.0.0',
    type: ['VerifiableCredential', 'PublicCovidPass'],
    credentialSubject: passSubject,
    ...changes,
  };
}

/** A claim changed to undefined is left out. */
export function passClaims(
  changes: readonly (readonly [number | string, unknown])[] = [],
): Map<number | string, unknown> {
  const claims = new Map<number | string, unknown>([
    [1, passIssuerDid],
    [5, passNotBefore.getTime() / 1000],
    [4, passExpires.getTime() / 1000],
    ['vc', passCredential()],
    [7, passToken],
    ...changes,
  ]);
  return new Map([...claims].filter(([, value]) => value !== undefined));
}

export interface PassMint {
  readonly claims?: ReadonlyMap<number | string, unknown>;
  readonly protectedHeaders?: ReadonlyMap<number, unknown>;
  readonly unprotectedHeaders?: ReadonlyMap<number, unknown>;
}

export const passHeaders = new Map<number, unknown>([
  [4, Buffer.from('key-1')],
  [1, -7],
]);

export function mintPassMessage(issuer: PassIssuer, mint: PassMint = {}): Uint8Array {
  return signMessage({
    protectedHeaders: mint.protectedHeaders ?? passHeaders,
    unprotectedHeaders: mint.unprotectedHeaders ?? new Map(),
    payload: encode(mint.claims ?? passClaims()),
    key: issuer.key,
  });
}

export function toPassText(message: Uint8Array): string {
  return `NZCP:/1/${encodeBase32(message)}`;
}

export function mintPass(issuer: PassIssuer, mint: PassMint = {}): string {
  return toPassText(mintPassMessage(issuer, mint));
}
