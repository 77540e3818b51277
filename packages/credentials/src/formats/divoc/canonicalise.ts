import jsonld from 'jsonld';
import { encodeText, type Bytes } from '../../bytes.ts';
import type { Platform } from '../../platform.ts';
import { Refusal } from '../../violation.ts';
import { credentialContexts, proofContext } from './contexts.ts';
import type { Proof } from './proof.ts';

/**
 * A credential of our shape needs one for each address of several vaccinations at one place. More is not a credential but
 * a puzzle: comparing alike nodes takes factorial time.
 */
const maxDeepIterations = 64;

const options = {
  base: null,
  safe: true,
  documentLoader,
  // The successor of URDNA2015, of the same output but for control characters.
  canonizeOptions: { algorithm: 'RDFC-1.0', maxDeepIterations },
} as const;

/**
 * The bytes that a detached JWS over linked data covers: its header, a dot, and the hashes of the canonical proof and of
 * the canonical credential (RFC 7797 §4, Linked Data Proofs §4.2).
 */
export async function signedBytesOf(credential: object, proof: Proof, platform: Platform): Promise<Bytes> {
  const header = encodeText(`${proof.encodedHeader}.`);
  const signed = new Uint8Array(header.length + 64);
  signed.set(header);
  signed.set(await hashOf({ ...proof.signed, '@context': proofContext }, platform), header.length);
  signed.set(await hashOf({ ...credential, '@context': credentialContexts }, platform), header.length + 32);
  return signed;
}

async function hashOf(document: object, platform: Platform): Promise<Bytes> {
  return platform.sha256(encodeText(await canonicalise(document)));
}

async function canonicalise(document: object): Promise<string> {
  try {
    return await jsonld.canonize(document, options);
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): Refusal {
  const isDropped = error instanceof Error && error.name === 'jsonld.ValidationError';
  return isDropped ? new Refusal('unsigned-member') : new Refusal('proof-invalid', 'canonical form');
}

/** Never asked: documents come with their contexts. */
async function documentLoader(): Promise<never> {
  throw new Refusal('context-unknown');
}
