import type { Bytes } from '../bytes.ts';
import { contextTag, tags } from '../x509/index.ts';
import { BerReader } from './ber.ts';
import { CmsFault, readOrFault } from './cms-fault.ts';
import { parseSignerInfo, type SignerInfo } from './signer-info.ts';

/** Signed data (RFC 5652 §5.1) taken apart; nothing about it is verified. */
export interface SignedData {
  /** Object identifier, dotted. */
  readonly contentType: string;
  readonly content: Bytes;
  /** X.509 certificates that it brings along, DER. Being here makes none of them trusted. */
  readonly certificates: readonly Bytes[];
  readonly signerInfos: readonly SignerInfo[];
}

const signedDataType = '1.2.840.113549.1.7.2';

/** Genuine master lists have about one mebibyte. */
export const maxSignedDataBytes = 16 * 1024 * 1024;
const maxCertificates = 1024;
const maxSigners = 16;

/**
 * Reads a ContentInfo that holds signed data, in DER or BER. `detached` is the content where it comes apart from its
 * signature; what the signed data may hold itself is then not looked at.
 * @throws CmsFault
 */
export function parseSignedData(bytes: Bytes, detached?: Bytes): SignedData {
  if (bytes.length > maxSignedDataBytes) throw new CmsFault('too-large');
  return readOrFault(() => {
    const contentInfo = onlySequence(new BerReader(bytes));
    if (contentInfo.objectId() !== signedDataType) throw new CmsFault('malformed', 'not signed data');
    const wrapped = contentInfo.open(contextTag(0, 'constructed'));
    contentInfo.end();
    return readSignedData(onlySequence(wrapped), detached);
  });
}

function onlySequence(outer: BerReader): BerReader {
  const inner = outer.open(tags.sequence);
  outer.end();
  return inner;
}

/** The version and the set of digest algorithms only announce what each signer's part says again. */
function readSignedData(reader: BerReader, detached: Bytes | undefined): SignedData {
  reader.get(tags.integer);
  reader.get(tags.set);
  const encapsulated = reader.open(tags.sequence);
  const certificates = reader.find(contextTag(0, 'constructed'));
  reader.find(contextTag(1, 'constructed'));
  const signers = reader.open(tags.set).rest();
  reader.end();
  if (signers.length > maxSigners) throw new CmsFault('too-large', 'too many signers');
  return {
    ...readContent(encapsulated, detached),
    certificates: certificates === undefined ? [] : readCertificates(certificates.content),
    signerInfos: signers.map(({ raw }) => parseSignerInfo(raw)),
  };
}

function readContent(reader: BerReader, detached: Bytes | undefined): Pick<SignedData, 'contentType' | 'content'> {
  const contentType = reader.objectId();
  const wrapped = reader.find(contextTag(0, 'constructed'));
  reader.end();
  if (detached !== undefined) return { contentType, content: detached };
  if (wrapped === undefined) throw new CmsFault('content-missing');
  const inner = new BerReader(wrapped.content);
  const content = inner.octets();
  inner.end();
  return { contentType, content };
}

/** Of the choices of §10.2.2 only certificates are of use: the others are obsolete, or attributes. */
function readCertificates(content: Bytes): Bytes[] {
  const choices = new BerReader(content).rest().filter(({ tag }) => tag === tags.sequence);
  if (choices.length > maxCertificates) throw new CmsFault('too-large', 'too many certificates');
  return choices.map(({ raw }) => raw);
}
