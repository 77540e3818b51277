import {
  assertInDate,
  assertSignedWith,
  attemptEach,
  BerReader,
  CmsFault,
  decodeCms,
  maxSignedDataBytes,
  parseSignedData,
  readOrFault,
  verifySignedData,
  type VerifiedSigner,
} from '../../cms/index.ts';
import type { Bytes } from '../../bytes.ts';
import { Refusal } from '../../violation.ts';
import { DerReader, parseCertificate, readSmallInteger, tags, type X509 } from '../../x509/index.ts';

/** ICAO Doc 9303-12 §9: the type of its content, and the purpose of whoever signs one. */
const masterListType = '2.23.136.1.1.2';
const masterListPurpose = '2.23.136.1.1.3';

export interface MasterListOptions {
  /** CSCA certificates, one of which must have issued the certificate of the list's signer. */
  readonly authorities: readonly X509[];
  readonly nowMs: number;
}

export interface MasterList {
  /** DER. */
  readonly certificates: readonly Bytes[];
  readonly signer: VerifiedSigner;
}

/**
 * Opens a master list that a signer below one of the authorities has signed. Signer and authority must be in date now
 * too, unlike those whom an operator names one by one: nobody would notice that the key of an old signer was stolen.
 * @throws CmsFault
 */
export function openMasterList(list: Bytes, { authorities, nowMs }: MasterListOptions): MasterList {
  const data = parseSignedData(list);
  if (data.contentType !== masterListType) throw new CmsFault('content-type-unexpected', data.contentType);
  const signer = verifySignedData(data, {
    certificates: data.certificates.flatMap(findCertificate),
    otherwise: 'signer-certificate-missing',
    assertMaySign: (certificate) => assertListSigner(certificate, authorities, nowMs),
    nowMs,
  });
  return { certificates: readMasterList(data.content), signer };
}

/** The certificates (DER) of a master list whose signature is not verified. Nothing where the bytes are no master list. */
export function findMasterList(bytes: Uint8Array): Bytes[] | undefined {
  try {
    const { contentType, content } = parseSignedData(decodeCms(bytes));
    return contentType === masterListType ? readMasterList(content) : undefined;
  } catch (error) {
    if (error instanceof CmsFault) return undefined;
    throw error;
  }
}

// RFC 2849: a line that begins with a blank continues the one before; two colons announce base64.
const ldifValue = /^(?:pkd|Csca)MasterList(?:Content|Data)(?:;binary)?:: *(\S+)$/gimu;
const maxLists = 256;

/** The master lists in a file of the ICAO directory (LDIF), which may hold those of many states; none in another file. @throws CmsFault */
export function masterListsInLdif(file: Uint8Array): Uint8Array[] {
  const text = Buffer.from(file)
    .toString('latin1')
    .replaceAll(/\r?\n /gu, '');
  const values = [...text.matchAll(ldifValue)];
  if (values.length > maxLists) throw new CmsFault('too-large', 'too many lists');
  return values.map(([, value = '']) => Buffer.from(value, 'base64'));
}

export const maxMasterListFileBytes = 4 * maxSignedDataBytes;

/** `CscaMasterList ::= SEQUENCE { version INTEGER {v0(0)}, certList SET OF Certificate }` */
function readMasterList(content: Bytes): Bytes[] {
  const outer = new BerReader(content);
  const list = outer.open(tags.sequence);
  outer.end();
  const version = readOrFault(() => readSmallInteger(new DerReader(list.get(tags.integer).raw, 'version')));
  const certificates = list.open(tags.set).rest();
  list.end();
  if (version !== 0) throw new CmsFault('content-invalid', 'a version that is not known');
  return certificates.map(({ raw }) => raw);
}

/** Other certificates than the signer's may be there, and need not be of a form that we read. */
function findCertificate(der: Bytes): X509[] {
  try {
    return [parseCertificate(der)];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function assertListSigner(signer: X509, authorities: readonly X509[], nowMs: number): void {
  const { extendedKeyUsages, isAuthority, keyUsage } = signer.extensions;
  const isForLists = extendedKeyUsages?.includes(masterListPurpose) === true;
  if (!isForLists || isAuthority || keyUsage?.signsData === false) throw new CmsFault('signer-purpose');
  assertIssued(signer, authorities, nowMs);
  assertInDate(signer, nowMs);
}

/** Several authorities may have the same key identifier or name. */
function assertIssued(signer: X509, authorities: readonly X509[], nowMs: number): void {
  const named = authorities.filter((authority) => mayHaveIssued(authority, signer));
  const verify = (authority: X509): void => {
    assertSignedWith(authority, { ...signer, algorithm: signer.signatureAlgorithm }, 'chain-invalid');
    assertInDate(authority, nowMs);
  };
  const none = new CmsFault('signer-unknown', 'none of the given authorities is the issuer that its certificate names');
  attemptEach(named, verify, none);
}

/** Says only where to look, so that a name counts where there is no identifier: states encode one name in several ways. */
function mayHaveIssued({ subject, extensions }: X509, { issuer, extensions: { authorityKeyId } }: X509): boolean {
  if (!extensions.isAuthority || extensions.keyUsage?.signsCertificates === false) return false;
  if (authorityKeyId !== null) return extensions.subjectKeyId === authorityKeyId;
  return Buffer.from(subject.raw).equals(issuer.raw);
}
