import type { Bytes } from '../bytes.ts';
import { DerReader, readInstantMs, readObjectId, tags, type DerElement } from '../x509/index.ts';
import { CmsFault } from './cms-fault.ts';

/** The attributes that a signature covers instead of the content (RFC 5652 §11). `null` where there is none. */
export interface SignedAttributes {
  /** What the signature covers: the attributes in DER, as a set (§5.4). */
  readonly signed: Bytes;
  readonly contentType: string | null;
  readonly messageDigest: Bytes | null;
  /** What the signer says; nobody else vouches for it. */
  readonly signedAtMs: number | null;
}

const types = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
} as const;

const maxAttributes = 32;

/** Throws a Refusal, or a CmsFault where an attribute occurs twice. */
export function readSignedAttributes({ raw, content }: DerElement): SignedAttributes {
  const values = new Map<string, Bytes>();
  const list = new DerReader(content, 'signedAttrs');
  while (!list.isAtEnd) {
    const attribute = list.open();
    const type = readObjectId(attribute);
    if (values.has(type) || values.size === maxAttributes) throw new CmsFault('malformed', 'signed attributes');
    values.set(type, attribute.get(tags.set).content);
    attribute.end();
  }
  return {
    signed: asSet(raw),
    contentType: readOnly(values.get(types.contentType), readObjectId),
    messageDigest: readOnly(values.get(types.messageDigest), (value) => value.get(tags.octets).content),
    signedAtMs: readOnly(values.get(types.signingTime), readInstantMs),
  };
}

/** They travel under a tag of their own and are signed under that of a set. */
function asSet(raw: Bytes): Bytes {
  const signed = new Uint8Array(raw);
  signed[0] = tags.set;
  return signed;
}

/** These attributes have exactly one value. */
function readOnly<T>(values: Bytes | undefined, read: (value: DerReader) => T): T | null {
  if (values === undefined) return null;
  const reader = new DerReader(values, 'signedAttrs');
  const value = read(reader);
  reader.end();
  return value;
}
