import { fromBase64Url, type Bytes } from '../../bytes.ts';
import { findMember, parseStrictJson } from '../../json.ts';
import type { Algorithm } from '../../trust/trust-store.ts';
import { Refusal } from '../../violation.ts';

/** A linked data proof with a detached JWS (RFC 7797), not verified yet. */
export interface Proof {
  readonly algorithm: Algorithm;
  readonly verificationMethod: string;
  /** The JWS header as it is written: the signature covers that. */
  readonly encodedHeader: string;
  readonly signature: Bytes;
  /** What the signature covers of the proof: all but the JWS. */
  readonly signed: Readonly<Record<string, string>>;
}

/** `RsaSignature2018` carries PS256 here, not the RS256 of its own definition. */
const algorithms = new Map<string, Algorithm>([
  ['RsaSignature2018', 'PS256'],
  ['Ed25519Signature2018', 'EdDSA'],
]);

const members = ['type', 'created', 'verificationMethod', 'proofPurpose', 'jws'] as const;
const maxTextLength = 2048;

export function parseProof(value: unknown): Proof {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('proof-invalid');
  if (Object.keys(value).some((name) => !members.some((member) => member === name))) {
    throw new Refusal('unsigned-member', 'proof');
  }
  const [type, created, verificationMethod, proofPurpose, jws] = members.map((name) => getText(value, name));
  const expected = algorithms.get(type ?? '');
  if (expected === undefined) throw new Refusal('algorithm-unsupported', 'proof/type', { section: 'VC §4.7' });
  if (proofPurpose !== 'assertionMethod') throw new Refusal('proof-invalid', 'proof/proofPurpose');
  const { algorithm, encodedHeader, signature } = parseDetachedJws(jws ?? '');
  if (algorithm !== expected) throw new Refusal('proof-invalid', 'proof/type');
  const signed = { type, created, verificationMethod, proofPurpose } as Readonly<Record<string, string>>;
  return { algorithm, verificationMethod: verificationMethod ?? '', encodedHeader, signature, signed };
}

/** Identifiers and instants need no space, no control character and no half of a surrogate pair. */
const textPattern = /^[^\p{Cc}\p{Z}\p{Surrogate}<>"{}|^`\\]+$/u;

function getText(proof: object, name: string): string {
  const text = findMember(proof, name);
  if (typeof text !== 'string' || text.length > maxTextLength || !textPattern.test(text)) {
    throw new Refusal('proof-invalid', `proof/${name}`);
  }
  return text;
}

function parseDetachedJws(jws: string): Pick<Proof, 'algorithm' | 'encodedHeader' | 'signature'> {
  const [encodedHeader = '', payload, encodedSignature = '', another] = jws.split('.');
  if (payload !== '' || another !== undefined) throw new Refusal('jws-invalid', 'detached payload');
  const header = fromBase64Url(encodedHeader);
  const signature = fromBase64Url(encodedSignature);
  if (header === undefined || signature === undefined) throw new Refusal('base64-invalid', 'proof/jws');
  return { algorithm: readAlgorithm(parseStrictJson(latin1.decode(header))), encodedHeader, signature };
}

/** Anything beyond ASCII makes the header another than the expected one anyway. */
const latin1 = new TextDecoder('latin1');

function readAlgorithm(header: unknown): Algorithm {
  const critical = findMember(header, 'crit');
  const hasUnencodedPayload =
    findMember(header, 'b64') === false && Array.isArray(critical) && critical.length === 1 && critical[0] === 'b64';
  if (!hasUnencodedPayload) throw new Refusal('jws-invalid', 'b64 and crit', { section: 'RFC 7797 §3' });
  if (Object.keys(header ?? {}).length !== 3) throw new Refusal('jws-invalid', 'header');
  const algorithm = findMember(header, 'alg');
  if (algorithm === 'PS256' || algorithm === 'EdDSA') return algorithm;
  throw new Refusal('algorithm-unsupported', 'proof/jws', { layer: 'jws', section: 'RFC 7515 §4.1.1' });
}
