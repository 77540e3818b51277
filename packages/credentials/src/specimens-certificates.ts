import { constants, createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { bitString, explicit, integer, objectId, octetString, sequence, set, text, time } from './issue/der.ts';
import { trustEntryFromAuthority } from './trust/trust-entry-from-authority.ts';
import type { TrustEntry } from './trust/trust-store.ts';

/** Authorities and the certificates that they issue, right and wrong ones, minted for tests. */

export type KeyType =
  | 'P-256'
  | 'P-384'
  | 'P-521'
  | 'brainpoolP256r1'
  | 'brainpoolP384r1'
  | 'secp256k1'
  | 'rsa'
  | 'rsa-pss';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function createKeyPair(type: KeyType, paramEncoding: 'named' | 'explicit' = 'named'): KeyPair {
  if (type === 'rsa' || type === 'rsa-pss') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: type, paramEncoding });
}

export interface CertificateFields {
  readonly country: string;
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  /** 3 unless told. */
  readonly version?: 1;
  /** Encoded extensions; none leaves the field out. */
  readonly extensions: readonly Uint8Array[];
  readonly issuer: Issuer;
}

interface Issuer {
  readonly country: string;
  readonly name: string;
  readonly type: KeyType;
  readonly key: KeyObject;
}

/** An X.509 certificate, DER. Nothing is checked: tests build wrong ones too. */
export function writeCertificate(fields: CertificateFields): Uint8Array {
  const { issuer, extensions } = fields;
  const algorithm = algorithmOf(issuer.type);
  const signed = sequence(
    ...(fields.version === 1 ? [] : [explicit(0, integer(Uint8Array.of(2)))]),
    integer(randomBytes(8)),
    algorithm,
    writeName(issuer.country, issuer.name),
    sequence(time(fields.notBefore), time(fields.notAfter)),
    writeName(fields.country, fields.name),
    fields.publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length === 0 ? [] : [explicit(3, sequence(...extensions))]),
  );
  return sequence(signed, algorithm, bitString(signCertificate(signed, issuer)));
}

function writeName(country: string, name: string): Uint8Array {
  return sequence(set(sequence(objectId('2.5.4.6'), text(country))), set(sequence(objectId('2.5.4.3'), text(name))));
}

const hashes: Readonly<Record<KeyType, string>> = {
  'P-256': 'sha256',
  'P-384': 'sha384',
  'P-521': 'sha512',
  brainpoolP256r1: 'sha256',
  brainpoolP384r1: 'sha384',
  secp256k1: 'sha256',
  rsa: 'sha256',
  'rsa-pss': 'sha256',
};

const noParameters = Uint8Array.of(0x05, 0x00);
const sha256Identifier = sequence(objectId('2.16.840.1.101.3.4.2.1'), noParameters);
const pssParameters = sequence(
  explicit(0, sha256Identifier),
  explicit(1, sequence(objectId('1.2.840.113549.1.1.8'), sha256Identifier)),
  explicit(2, integer(Uint8Array.of(32))),
);
const ecdsaNumbers: Readonly<Record<string, string>> = { sha256: '2', sha384: '3', sha512: '4' };

function algorithmOf(type: KeyType): Uint8Array {
  if (type === 'rsa') return sequence(objectId('1.2.840.113549.1.1.11'), noParameters);
  if (type === 'rsa-pss') return sequence(objectId('1.2.840.113549.1.1.10'), pssParameters);
  return sequence(objectId(`1.2.840.10045.4.3.${ecdsaNumbers[hashes[type]]}`));
}

function signCertificate(signed: Uint8Array, { key, type }: Issuer): Uint8Array {
  if (type === 'rsa-pss')
    return sign('sha256', signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  return sign(hashes[type], signed, key);
}

export function subjectKeyId(id: Uint8Array): Uint8Array {
  return extension('2.5.29.14', octetString(id));
}

export function authorityKeyId(id: Uint8Array): Uint8Array {
  return extension('2.5.29.35', sequence(Uint8Array.of(0x80, id.length, ...id)));
}

export function basicConstraints(isAuthority: boolean): Uint8Array {
  return extension('2.5.29.19', sequence(isAuthority ? Uint8Array.of(0x01, 0x01, 0xff) : new Uint8Array()), true);
}

/** One byte of named bits: `0x80` signs data, `0x06` signs certificates and revocation lists. */
export function keyUsage(bits: number): Uint8Array {
  return extension('2.5.29.15', Uint8Array.of(0x03, 0x02, bits === 0x06 ? 0x01 : 0x07, bits), true);
}

export function extendedKeyUsage(...purposes: readonly string[]): Uint8Array {
  return extension('2.5.29.37', sequence(...purposes.map(objectId)), true);
}

export function extension(oid: string, value: Uint8Array, isCritical = false): Uint8Array {
  const critical = isCritical ? [Uint8Array.of(0x01, 0x01, 0xff)] : [];
  return sequence(objectId(oid), ...critical, octetString(value));
}

export interface SpecimenAuthority extends Issuer {
  readonly keyId: Uint8Array;
  readonly certificate: Uint8Array;
  readonly trustEntry: TrustEntry;
}

export interface AuthorityOptions {
  readonly country?: string;
  readonly type?: KeyType;
  readonly paramEncoding?: 'named' | 'explicit';
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Of another authority, to collide with. */
  readonly keyId?: Uint8Array;
}

export function createAuthority(options: AuthorityOptions = {}): SpecimenAuthority {
  const { country = 'ID', type = 'P-384' } = options;
  const { privateKey, publicKey } = createKeyPair(type, options.paramEncoding);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const keyId = options.keyId ?? createHash('sha256').update(spki).digest().subarray(0, 20);
  const issuer = { country, name: 'Specimen authority', type, key: privateKey };
  const certificate = writeCertificate({
    ...issuer,
    issuer,
    publicKey,
    notBefore: options.notBefore ?? new Date('2020-01-01T00:00:00Z'),
    notAfter: options.notAfter ?? new Date('2036-01-01T00:00:00Z'),
    extensions: [basicConstraints(true), keyUsage(0x06), authorityKeyId(keyId), subjectKeyId(keyId)],
  });
  return { ...issuer, keyId, certificate, trustEntry: trustEntryFromAuthority(certificate, { demo: true }) };
}
