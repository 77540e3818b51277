import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { encode } from 'cborg';
import { createSelfSignedCertificate } from './issue/self-signed-certificate.ts';
import { signMessage, toHc1Text } from './issue/sign-message.ts';
import { trustEntryFromCertificate } from './trust/trust-entry-from-certificate.ts';
import type { TrustEntry } from './trust/trust-store.ts';

/** Issuers and credentials that the tests of this package mint for themselves, right and wrong ones. */

export const specimenNow = new Date('2021-10-01T08:00:00Z');
const specimenIssuedAt = new Date('2021-09-01T00:00:00Z');
export const specimenValidUntil = new Date('2022-09-01T00:00:00Z');

const entry = { tg: '840539006', co: 'ID', is: 'Dinas Kesehatan', ci: 'URN:UVCI:01:ID:SPECIMEN#1' };
const person = { ver: '1.3.0', nam: { fn: 'Sari', fnt: 'SARI', gn: 'Ni Luh', gnt: 'NI<LUH' }, dob: '1991-02-03' };
const dose = { ...entry, vp: '1119349007', mp: 'EU/1/20/1507', ma: 'ORG-100031184', dn: 2, sd: 2, dt: '2021-08-01' };

export const vaccination = { ...person, v: [dose] };
export const test = {
  ...person,
  t: [{ ...entry, tt: 'LP6464-4', sc: '2021-09-30T09:00:00+08:00', tr: '260415000', tc: 'Puskesmas' }],
};
export const recovery = { ...person, r: [{ ...entry, fr: '2021-07-01', df: '2021-07-15', du: '2022-01-01' }] };

export function vaccinationWith(changes: Readonly<Record<string, unknown>>) {
  return { ...person, v: [{ ...dose, ...changes }] };
}

export interface SpecimenIssuer {
  readonly key: KeyObject;
  readonly trustEntry: TrustEntry;
}

export function createSpecimenIssuer(
  options: { readonly keyType?: 'ec' | 'rsa'; readonly extendedKeyUsages?: readonly string[] } = {},
): SpecimenIssuer {
  const { privateKey, publicKey } =
    options.keyType === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = createSelfSignedCertificate({
    country: 'ID',
    name: 'Specimen signer',
    notBefore: new Date('2021-01-01T00:00:00Z'),
    notAfter: new Date('2023-01-01T00:00:00Z'),
    privateKey,
    publicKey,
    ...(options.extendedKeyUsages === undefined ? {} : { extendedKeyUsages: options.extendedKeyUsages }),
  });
  return { key: privateKey, trustEntry: trustEntryFromCertificate(certificate, { demo: true }) };
}

export interface Mint {
  readonly payload?: unknown;
  readonly algorithm?: number;
  readonly keyId?: string;
  readonly protectedHeaders?: ReadonlyMap<number, unknown>;
  readonly unprotectedHeaders?: ReadonlyMap<number, unknown>;
  readonly claims?: ReadonlyMap<number, unknown>;
  /** The encoded claims, where even their encoding is wrong. */
  readonly encodedClaims?: Uint8Array;
}

export function mintMessage(issuer: SpecimenIssuer, mint: Mint = {}): Uint8Array {
  const algorithm = mint.algorithm ?? (issuer.key.asymmetricKeyType === 'ec' ? -7 : -37);
  const keyId = Buffer.from(mint.keyId ?? issuer.trustEntry.keyId, 'base64');
  return signMessage({
    protectedHeaders:
      mint.protectedHeaders ??
      new Map<number, unknown>([
        [1, algorithm],
        [4, keyId],
      ]),
    unprotectedHeaders: mint.unprotectedHeaders ?? new Map<number, unknown>(),
    payload: mint.encodedClaims ?? encode(mint.claims ?? mintClaims(mint.payload ?? vaccination)),
    key: issuer.key,
  });
}

export function mintText(issuer: SpecimenIssuer, mint: Mint = {}): string {
  return toHc1Text(mintMessage(issuer, mint));
}

export function mintClaims(payload: unknown): Map<number, unknown> {
  return new Map<number, unknown>([
    [1, 'ID'],
    [4, specimenValidUntil.getTime() / 1000],
    [6, specimenIssuedAt.getTime() / 1000],
    [-260, new Map([[1, payload]])],
  ]);
}
