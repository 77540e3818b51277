import { sign, type KeyObject } from 'node:crypto';
import { canonicalJson } from './formats/vds-nc/canonical-json.ts';
import {
  authorityKeyId,
  createKeyPair,
  extendedKeyUsage,
  keyUsage,
  writeCertificate,
  type KeyType,
  type SpecimenAuthority,
} from './specimens-certificates.ts';

/** Seals (VDS-NC) that the tests of this package mint for themselves, right and wrong ones. */

const healthSealPurpose = '2.23.136.1.1.14.2';

export interface SealSigner {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
}

export interface SealSignerChanges {
  readonly type?: KeyType;
  readonly country?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Null leaves the extension out. */
  readonly authorityKeyId?: Uint8Array | null;
  readonly purposes?: readonly string[];
  readonly keyUsage?: number;
  /** Further extensions, encoded. */
  readonly extensions?: readonly Uint8Array[];
  /** Who really signs, under the authority's name and key identifier. */
  readonly signedBy?: SpecimenAuthority;
}

export function createSealSigner(authority: SpecimenAuthority, changes: SealSignerChanges = {}): SealSigner {
  const { privateKey, publicKey } = createKeyPair(changes.type ?? 'P-256');
  const { purposes = [healthSealPurpose], authorityKeyId: id = authority.keyId } = changes;
  const certificate = writeCertificate({
    country: changes.country ?? authority.country,
    name: 'Specimen barcode signer',
    notBefore: changes.notBefore ?? new Date('2021-01-01T00:00:00Z'),
    notAfter: changes.notAfter ?? new Date('2031-01-01T00:00:00Z'),
    publicKey,
    extensions: [
      ...(purposes.length === 0 ? [] : [extendedKeyUsage(...purposes)]),
      ...(id === null ? [] : [authorityKeyId(id)]),
      keyUsage(changes.keyUsage ?? 0x80),
      ...(changes.extensions ?? []),
    ],
    issuer: changes.signedBy ?? authority,
  });
  return { certificate, key: privateKey };
}

const header = { is: 'IDN', t: 'icao.vacc', v: 1 };
const dose = { dvc: '2021-08-01', seq: 2, ctr: 'IDN', adm: 'Puskesmas', lot: 'SPECIMEN' };
const event = { des: 'XM1NL1', dis: 'RA01.0', nam: 'Specimen vaccine', vd: [dose] };
const person = { n: 'SARI  NI LUH', dob: '1991-02-03', i: 'X000000', sex: 'F' };

export const sealedVaccination = { hdr: header, msg: { uvci: 'SPECIMEN-1', pid: person, ve: [event] } };

export const sealedTest = {
  hdr: { ...header, t: 'icao.test' },
  msg: {
    utci: 'SPECIMEN-2',
    pid: { n: 'SARI  NI LUH', dob: '1991-02-03', dt: 'P', dn: 'X000000' },
    sp: { spn: 'Puskesmas', ctr: 'IDN', cd: { p: '0361000000' } },
    dat: { sc: '2021-09-30T09:00:00+08:00', ri: '2021-09-30T12:00:00+08:00' },
    tr: { tc: 'molecular(PCR)', r: 'negative' },
  },
};

export function vaccinationSealWith(changes: {
  readonly header?: object;
  readonly message?: object;
  readonly person?: object;
  readonly event?: object;
  readonly dose?: object;
}) {
  const changed = { ...event, vd: [{ ...dose, ...changes.dose }], ...changes.event };
  const message = { uvci: 'SPECIMEN-1', pid: { ...person, ...changes.person }, ve: [changed], ...changes.message };
  return { hdr: { ...header, ...changes.header }, msg: message };
}

export interface SealMint {
  readonly data?: object;
  readonly algorithm?: string;
  /** In place of r and s in full length. */
  readonly signature?: Uint8Array;
  readonly zone?: object;
}

const hashes: Readonly<Record<string, string>> = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' };
const algorithms: Readonly<Record<string, string>> = { sha256: 'ES256', sha384: 'ES384', sha512: 'ES512' };

export function mintSeal(signer: SealSigner, mint: SealMint = {}): string {
  const data = mint.data ?? sealedVaccination;
  const hash = hashes[signer.key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'sha256';
  const signed = Buffer.from(canonicalJson(data));
  const signature = mint.signature ?? sign(hash, signed, { key: signer.key, dsaEncoding: 'ieee-p1363' });
  const zone = {
    alg: mint.algorithm ?? algorithms[hash],
    cer: toBase64Url(signer.certificate),
    sigvl: toBase64Url(signature),
    ...mint.zone,
  };
  return JSON.stringify({ data, sig: zone });
}

export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
