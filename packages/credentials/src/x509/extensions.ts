import { toHex, type Bytes } from '../bytes.ts';
import { contextTag, DerReader, refuseCertificate, tags } from './der.ts';
import { readBoolean, readHexOctets, readNamedBits, readObjectId, readSmallInteger } from './values.ts';

/** What the extensions of a certificate say. Key identifiers are lower-case hex; `null` where there is no extension. */
export interface CertificateExtensions {
  readonly authorityKeyId: string | null;
  readonly subjectKeyId: string | null;
  /** Object identifiers, dotted. */
  readonly extendedKeyUsages: readonly string[] | null;
  /** Basic constraints: false also where there are none. */
  readonly isAuthority: boolean;
  readonly keyUsage: { readonly signsData: boolean; readonly signsCertificates: boolean } | null;
}

export const noExtensions: CertificateExtensions = {
  authorityKeyId: null,
  subjectKeyId: null,
  extendedKeyUsages: null,
  isAuthority: false,
  keyUsage: null,
};

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

const readers = new Map<string, (found: Mutable<CertificateExtensions>, reader: DerReader) => void>([
  ['2.5.29.14', (found, reader) => (found.subjectKeyId = readHexOctets(reader))],
  ['2.5.29.15', (found, reader) => (found.keyUsage = readKeyUsage(reader))],
  ['2.5.29.19', (found, reader) => (found.isAuthority = readBasicConstraints(reader.open()))],
  ['2.5.29.35', (found, reader) => (found.authorityKeyId = readAuthorityKeyId(reader.open()))],
  ['2.5.29.37', (found, reader) => (found.extendedKeyUsages = readKeyPurposes(reader.open()))],
]);

/**
 * Extensions that restrict nothing we decide, so that they may even be critical: validity of the private key, other names,
 * policies, places of revocation lists. A critical extension of any other kind refuses the certificate (RFC 5280 §4.2).
 */
const harmless: ReadonlySet<string> = new Set(['2.5.29.16', '2.5.29.17', '2.5.29.18', '2.5.29.31', '2.5.29.32']);

const maxExtensions = 32;

export function readExtensions(list: DerReader): CertificateExtensions {
  const found: Mutable<CertificateExtensions> = { ...noExtensions };
  const seen = new Set<string>();
  while (!list.isAtEnd) {
    const { oid, isCritical, value } = readExtension(list.open());
    if (seen.has(oid) || seen.size === maxExtensions) refuseCertificate('extensions');
    seen.add(oid);
    const read = readers.get(oid);
    if (read !== undefined) readWhole(value, (reader) => read(found, reader));
    else if (isCritical && !harmless.has(oid)) refuseCertificate('critical extension');
  }
  return found;
}

function readExtension(reader: DerReader): { oid: string; isCritical: boolean; value: Bytes } {
  const oid = readObjectId(reader);
  const isCritical = reader.peek() === tags.boolean && readBoolean(reader);
  const value = reader.get(tags.octets).content;
  reader.end();
  return { oid, isCritical, value };
}

function readWhole(value: Bytes, read: (reader: DerReader) => void): void {
  const reader = new DerReader(value, 'extensions');
  read(reader);
  reader.end();
}

/** The issuer and serial number that may stand beside the identifier are not needed. */
function readAuthorityKeyId(reader: DerReader): string | null {
  const id = reader.find(contextTag(0, 'primitive'));
  while (!reader.isAtEnd) reader.next();
  return id === undefined ? null : toHex(id.content);
}

function readBasicConstraints(reader: DerReader): boolean {
  const isAuthority = reader.peek() === tags.boolean && readBoolean(reader);
  if (!reader.isAtEnd) readSmallInteger(reader);
  reader.end();
  return isAuthority;
}

const digitalSignature = 0x8000;
const keyCertSign = 0x0400;

function readKeyUsage(reader: DerReader): CertificateExtensions['keyUsage'] {
  const bits = readNamedBits(reader);
  return { signsData: (bits & digitalSignature) !== 0, signsCertificates: (bits & keyCertSign) !== 0 };
}

function readKeyPurposes(reader: DerReader): string[] {
  const purposes: string[] = [];
  while (!reader.isAtEnd) purposes.push(readObjectId(reader));
  return purposes;
}
