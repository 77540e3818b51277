import { constants, createHash, randomBytes, sign } from 'node:crypto';
import { explicit, integer, objectId, octetString, sequence, set, time } from './issue/der.ts';
import {
  authorityKeyId,
  basicConstraints,
  createKeyPair,
  extendedKeyUsage,
  keyUsage,
  subjectKeyId,
  writeCertificate,
  type KeyPair,
  type KeyType,
  type SpecimenAuthority,
} from './specimens-certificates.ts';
import { parseCertificate } from './x509/index.ts';

/** CMS signed data (RFC 5652) and its signers, right and wrong ones, minted for tests. */

export const contentTypes = { plain: '1.2.840.113549.1.7.1', masterList: '2.23.136.1.1.2' } as const;
export const attributeTypes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
} as const;
const masterListPurpose = '2.23.136.1.1.3';

export type SpecimenHash = 'sha256' | 'sha384' | 'sha512';

export interface SpecimenSigner extends KeyPair {
  readonly type: KeyType;
  readonly keyId: Uint8Array;
  readonly certificate: Uint8Array;
}

export interface SignerOptions {
  readonly issuer: SpecimenAuthority;
  readonly type?: KeyType;
  readonly purposes?: readonly string[];
  readonly usage?: number;
  readonly isAuthority?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Of the authority that it claims to be issued by. */
  readonly authorityId?: Uint8Array | null;
}

export function createSigner(options: SignerOptions): SpecimenSigner {
  const { issuer, type = 'P-256', purposes = [masterListPurpose], authorityId = issuer.keyId } = options;
  const pair = createKeyPair(type);
  const keyId = randomBytes(20);
  const certificate = writeCertificate({
    country: issuer.country,
    name: 'Specimen signer',
    notBefore: options.notBefore ?? new Date('2021-01-01T00:00:00Z'),
    notAfter: options.notAfter ?? new Date('2031-01-01T00:00:00Z'),
    publicKey: pair.publicKey,
    issuer,
    extensions: [
      ...(authorityId === null ? [] : [authorityKeyId(authorityId)]),
      subjectKeyId(keyId),
      keyUsage(options.usage ?? 0x80),
      basicConstraints(options.isAuthority ?? false),
      ...(purposes.length === 0 ? [] : [extendedKeyUsage(...purposes)]),
    ],
  });
  return { ...pair, type, keyId, certificate };
}

/** One more signature of the content. */
export interface SignerPart {
  readonly signer: SpecimenSigner;
  readonly by?: 'serial' | 'key';
  readonly hash?: SpecimenHash;
  readonly signedAt?: Date | null;
  /** Encoded attributes by type, in place of those that belong there; `null` signs the content itself. */
  readonly attributes?: Readonly<Record<string, readonly Uint8Array[]>> | null;
  /** Encoded, besides them. */
  readonly moreAttributes?: readonly Uint8Array[];
  /** In place of the identifier of the digest's hash function. */
  readonly digestAlgorithm?: Uint8Array;
  /** `bare-rsa` names no hash function beside the key's own type. */
  readonly algorithm?: 'bare-rsa';
}

export interface SignedDataFields {
  readonly contentType?: string;
  readonly content: Uint8Array;
  /** What it really holds, where that is not what was signed; `null` holds none. */
  readonly shown?: Uint8Array | null;
  readonly certificates?: readonly Uint8Array[];
  readonly parts: readonly SignerPart[];
}

export function writeSignedData(fields: SignedDataFields): Uint8Array {
  const { contentType = contentTypes.plain, content, shown = content, certificates = [], parts } = fields;
  const signedData = sequence(
    integer(Uint8Array.of(3)),
    set(Buffer.concat(parts.map(({ hash = 'sha256' }) => hashIdentifier(hash)))),
    sequence(objectId(contentType), ...(shown === null ? [] : [explicit(0, octetString(shown))])),
    ...(certificates.length === 0 ? [] : [explicit(0, Buffer.concat(certificates))]),
    set(Buffer.concat(parts.map((part) => writeSignerInfo(part, contentType, content)))),
  );
  return sequence(objectId('1.2.840.113549.1.7.2'), explicit(0, signedData));
}

export function writeMasterList(certificates: readonly Uint8Array[], version = 0): Uint8Array {
  return sequence(integer(Uint8Array.of(version)), set(Buffer.concat(certificates)));
}

/** The attributes that belong there, as {@link SignerPart.attributes} takes them. */
export function writeAttributes(
  content: Uint8Array,
  { contentType, hash = 'sha256', signedAt }: { contentType: string; hash?: SpecimenHash; signedAt: Date | null },
): Record<string, Uint8Array[]> {
  return {
    [attributeTypes.contentType]: [objectId(contentType)],
    ...(signedAt === null ? {} : { [attributeTypes.signingTime]: [time(signedAt)] }),
    [attributeTypes.messageDigest]: [octetString(createHash(hash).update(content).digest())],
  };
}

function writeSignerInfo(part: SignerPart, contentType: string, content: Uint8Array): Uint8Array {
  const { signer, hash = 'sha256', by = 'serial', signedAt = new Date('2022-01-01T00:00:00Z') } = part;
  const attributes =
    part.attributes === undefined ? writeAttributes(content, { contentType, hash, signedAt }) : part.attributes;
  const encoded = attributes === null ? null : encodeAttributes(attributes, part.moreAttributes);
  const signed = encoded === null ? content : set(encoded);
  return sequence(
    integer(Uint8Array.of(by === 'serial' ? 1 : 3)),
    by === 'serial' ? serialOf(signer) : Uint8Array.of(0x80, signer.keyId.length, ...signer.keyId),
    part.digestAlgorithm ?? hashIdentifier(hash),
    ...(encoded === null ? [] : [explicit(0, encoded)]),
    part.algorithm === 'bare-rsa'
      ? sequence(objectId('1.2.840.113549.1.1.1'), Uint8Array.of(0x05, 0x00))
      : signatureAlgorithm(signer.type, hash),
    octetString(signWith(signer, hash, signed)),
  );
}

/** In the order of their bytes, as DER has a set. */
function encodeAttributes(
  attributes: Readonly<Record<string, readonly Uint8Array[]>>,
  more: readonly Uint8Array[] = [],
): Buffer {
  const encoded = Object.entries(attributes).map(([type, values]) => encodeAttribute(type, values));
  return Buffer.concat([...encoded, ...more].toSorted((one, other) => Buffer.compare(one, other)));
}

export function encodeAttribute(type: string, values: readonly Uint8Array[]): Uint8Array {
  return sequence(objectId(type), set(Buffer.concat(values)));
}

function serialOf({ certificate }: SpecimenSigner): Uint8Array {
  const { issuer, serial } = parseCertificate(new Uint8Array(certificate));
  return sequence(issuer.raw, integer(serial));
}

const hashNumbers = { sha256: 1, sha384: 2, sha512: 3 } as const;
const hashBytes = { sha256: 32, sha384: 48, sha512: 64 } as const;

export function hashIdentifier(hash: SpecimenHash): Uint8Array {
  return sequence(objectId(`2.16.840.1.101.3.4.2.${hashNumbers[hash]}`));
}

function signatureAlgorithm(type: KeyType, hash: SpecimenHash): Uint8Array {
  if (type === 'rsa')
    return sequence(objectId(`1.2.840.113549.1.1.${hashNumbers[hash] + 10}`), Uint8Array.of(0x05, 0x00));
  if (type !== 'rsa-pss') return sequence(objectId(`1.2.840.10045.4.3.${hashNumbers[hash] + 1}`));
  return sequence(
    objectId('1.2.840.113549.1.1.10'),
    sequence(
      explicit(0, hashIdentifier(hash)),
      explicit(1, sequence(objectId('1.2.840.113549.1.1.8'), hashIdentifier(hash))),
      explicit(2, integer(Uint8Array.of(hashBytes[hash]))),
    ),
  );
}

function signWith({ privateKey, type }: SpecimenSigner, hash: SpecimenHash, signed: Uint8Array): Buffer {
  if (type !== 'rsa-pss') return sign(hash, signed, privateKey);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return sign(hash, signed, { key: privateKey, padding, saltLength: hashBytes[hash] });
}
