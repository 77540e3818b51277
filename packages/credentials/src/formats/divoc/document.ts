import { findMember, parseStrictJson } from '../../json.ts';
import { Refusal } from '../../violation.ts';
import { assertShape } from './shape.ts';
import * as terms from './terms.ts';

/** A credential as JSON-LD, its proof taken off. */
export interface DivocDocument {
  /** With its `@context`. */
  readonly credential: Readonly<Record<string, unknown>>;
  readonly proof: unknown;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function parseDocument(bytes: Uint8Array): DivocDocument {
  const parsed = parseStrictJson(decodeUtf8(bytes));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Refusal('json-invalid', 'object');
  assertContexts(findMember(parsed, '@context'));
  const { proof, ...credential }: Readonly<Record<string, unknown>> = { ...parsed };
  const { '@context': _contexts, ...members } = credential;
  assertShape(members);
  return { credential, proof };
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new Refusal('json-invalid', 'UTF-8');
  }
}

/** Exactly the two that a DIVOC credential has, by address: a context written into it could rename everything. */
function assertContexts(contexts: unknown): void {
  const addresses: readonly unknown[] = Array.isArray(contexts) ? contexts : [];
  const [credentials, vaccination] = addresses;
  const isKnown =
    addresses.length === 2 &&
    credentials === terms.credentialsContext &&
    typeof vaccination === 'string' &&
    terms.vaccinationContexts.has(vaccination);
  if (!isKnown) throw new Refusal('context-unknown');
}
