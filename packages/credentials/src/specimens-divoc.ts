import { constants, createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import jsonld from 'jsonld';
import { credentialContexts, proofContext } from './formats/divoc/contexts.ts';
import { crc32 } from './formats/divoc/crc32.ts';
import type { TrustEntry } from './trust/trust-store.ts';

/** DIVOC issuers and credentials that the tests of this package mint for themselves, right and wrong ones. */

export const specimenNow = new Date('2022-02-01T08:00:00Z');
export const indonesianIssuer = 'https://www.pedulilindungi.id/';
export const indonesianContext = 'https://www.pedulilindungi.id/credentials/vaccination/v2';

export interface DivocIssuer {
  readonly key: KeyObject;
  readonly trustEntry: TrustEntry;
}

export function createDivocIssuer(
  options: { readonly keyType?: 'ed25519' | 'rsa'; readonly keyId?: string; readonly issuer?: string } = {},
): DivocIssuer {
  const isRsa = options.keyType === 'rsa';
  const { privateKey, publicKey } = isRsa
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ed25519');
  return {
    key: privateKey,
    trustEntry: {
      scheme: 'divoc',
      keyId: options.keyId ?? 'did:indonesia:specimen',
      issuer: options.issuer ?? indonesianIssuer,
      country: 'ID',
      name: 'Specimen issuer',
      spki: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      algorithm: isRsa ? 'PS256' : 'EdDSA',
      notBefore: '2021-01-01T00:00:00Z',
      notAfter: '2023-01-01T00:00:00Z',
      usages: null,
      demo: true,
    },
  };
}

type Members = Readonly<Record<string, unknown>>;

export const subject: Members = {
  type: 'Person',
  id: 'did:specimen:1',
  refId: '70011',
  name: 'Ni Luh Sari',
  gender: 'Female',
  dob: '1991-02-03',
  nationality: 'Indonesia',
  address: { streetAddress: 'Jalan Contoh 1', district: 'Denpasar', addressRegion: 'Bali', addressCountry: 'ID' },
};

export const event: Members = {
  id: 'https://www.pedulilindungi.id/vaccine/4711',
  certificateId: '4711',
  type: ['Vaccination'],
  batch: 'SPECIMEN-1',
  vaccine: 'CoronaVac',
  manufacturer: 'Sinovac',
  icd11Code: 'XM7HT3',
  prophylaxis: 'COVID-19 vaccine, inactivated virus',
  date: '2021-08-01T02:30:00.000Z',
  effectiveStart: '2021-08-01',
  effectiveUntil: '2022-08-01',
  dose: 1,
  totalDoses: 2,
  verifier: { name: 'Specimen vaccinator' },
  facility: { name: 'Puskesmas', address: { district: 'Denpasar', addressCountry: 'IDN' } },
};

export const secondEvent: Members = {
  ...event,
  id: 'https://www.pedulilindungi.id/vaccine/4712',
  certificateId: '4712',
  date: '2021-08-29T02:30:00.000Z',
  effectiveStart: '2021-08-29',
  effectiveUntil: '2022-08-29',
  dose: 2,
};

export const credential: Members = {
  '@context': ['https://www.w3.org/2018/credentials/v1', indonesianContext],
  type: ['VerifiableCredential', 'ProofOfVaccinationCredential'],
  credentialSubject: subject,
  issuer: indonesianIssuer,
  issuanceDate: '2021-08-29T03:00:00.000Z',
  evidence: [event],
  nonTransferable: 'true',
};

export interface DivocMint {
  readonly credential?: Members;
  /** What is written in place of the signed credential, where it has been changed afterwards. */
  readonly shown?: Members;
  readonly proof?: Members;
  readonly shownProof?: Members;
  readonly header?: Members;
  readonly signature?: Uint8Array;
}

/** A credential with its proof, as JSON text. */
export async function mintDocument(issuer: DivocIssuer, mint: DivocMint = {}): Promise<string> {
  const signed = mint.credential ?? credential;
  const isRsa = issuer.key.asymmetricKeyType === 'rsa';
  const proof = {
    type: isRsa ? 'RsaSignature2018' : 'Ed25519Signature2018',
    created: '2021-08-29T03:00:00Z',
    verificationMethod: issuer.trustEntry.keyId,
    proofPurpose: 'assertionMethod',
    ...mint.proof,
  };
  const header = Buffer.from(
    JSON.stringify({ alg: isRsa ? 'PS256' : 'EdDSA', b64: false, crit: ['b64'], ...mint.header }),
  ).toString('base64url');
  const bytes = Buffer.concat([
    Buffer.from(`${header}.`),
    await hashOf({ ...proof, '@context': proofContext }),
    await hashOf({ ...signed, '@context': credentialContexts }),
  ]);
  const jws = `${header}..${Buffer.from(mint.signature ?? signBytes(bytes, issuer.key)).toString('base64url')}`;
  return JSON.stringify({ ...(mint.shown ?? signed), proof: { ...proof, jws, ...mint.shownProof } });
}

/** What linked data would drop is dropped here, as careless issuers do. */
async function hashOf(document: object): Promise<Uint8Array> {
  const options = { base: null, safe: false, canonizeOptions: { algorithm: 'RDFC-1.0' } } as const;
  return createHash('sha256')
    .update(await jsonld.canonize(document, options))
    .digest();
}

function signBytes(bytes: Uint8Array, key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType !== 'rsa') return sign(null, bytes, key);
  return sign('sha256', bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
}

export async function mintText(issuer: DivocIssuer, mint: DivocMint = {}): Promise<string> {
  return toB64Text(zip(await mintDocument(issuer, mint)));
}

export function toB64Text(archive: Uint8Array): string {
  return `B64:${Buffer.from(archive).toString('base64')}`;
}

export interface ZipMint {
  readonly name?: string;
  readonly localName?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly plainBytes?: number;
  readonly compressedBytes?: number;
  /** In place of what the member's text compresses to. */
  readonly data?: Uint8Array;
  readonly descriptor?: 'none' | 'short' | 'signed';
  readonly count?: number;
  readonly comment?: string;
  readonly extra?: Uint8Array;
}

/** A ZIP archive of one member, in whatever shape a test asks for. */
export function zip(text: string, mint: ZipMint = {}): Uint8Array {
  const plain = Buffer.from(text);
  const method = mint.method ?? 8;
  const data = mint.data ?? (method === 0 ? plain : deflateRawSync(plain, { level: 9 }));
  const sizes = [mint.crc ?? crc32(plain), mint.compressedBytes ?? data.length, mint.plainBytes ?? plain.length];
  const descriptor = mint.descriptor ?? 'none';
  const flags = mint.flags ?? (descriptor === 'none' ? 0 : 8);
  const name = Buffer.from(mint.name ?? 'certificate.json');
  const localName = Buffer.from(mint.localName ?? mint.name ?? 'certificate.json');
  const extra = mint.extra ?? new Uint8Array();
  const shared = (of: readonly number[], nameLength: number) => [
    ...[20, flags, method, 0, 0].map(u16),
    ...of.map(u32),
    u16(nameLength),
    u16(extra.length),
  ];
  const localSizes = descriptor === 'none' ? sizes : [0, 0, 0];
  const local = [u32(0x04034b50), ...shared(localSizes, localName.length), localName, extra, data];
  const trailer =
    descriptor === 'none' ? [] : [...(descriptor === 'signed' ? [u32(0x08074b50)] : []), ...sizes.map(u32)];
  const body = Buffer.concat([...local, ...trailer]);
  const centralTail = [u16(0), u16(0), u16(0), u32(0), u32(0), name, extra];
  const central = Buffer.concat([u32(0x02014b50), u16(20), ...shared(sizes, name.length), ...centralTail]);
  const count = mint.count ?? 1;
  const comment = Buffer.from(mint.comment ?? '');
  const end = [u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(central.length), u32(body.length)];
  return Uint8Array.from(Buffer.concat([body, central, ...end, u16(comment.length), comment]));
}

function u16(value: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
