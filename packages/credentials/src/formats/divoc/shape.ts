import { findMember } from '../../json.ts';
import { Refusal } from '../../violation.ts';
import * as terms from './terms.ts';

/**
 * What a DIVOC credential may be made of. Linked data leaves much freedom: what a context does not know is dropped before
 * signing, and two objects of one identifier are one. Here nothing is dropped and every object is one node, so that what
 * we read is what was signed.
 */
interface Shape {
  /** Members with a text, a number or a boolean. */
  readonly values: ReadonlySet<string>;
  readonly nodes: Readonly<Record<string, Shape>>;
  /** The types it must have, all of them; nothing where it has no type. */
  readonly types?: readonly string[];
}

/** No certificate tells more vaccinations. */
const maxEvidence = 8;

const address: Shape = { values: new Set(Object.keys(terms.addressTerms)), nodes: {} };
const verifier: Shape = { values: new Set(Object.keys(terms.verifierTerms)), nodes: {} };
const facility: Shape = { values: new Set(Object.keys(terms.facilityTerms)), nodes: { address } };
const person: Shape = { values: new Set(Object.keys(terms.personTerms)), nodes: { address }, types: ['Person'] };
const vaccination: Shape = {
  values: new Set(Object.keys(terms.vaccinationTerms)),
  nodes: { verifier, facility },
  types: ['Vaccination'],
};
const credential: Shape = {
  values: new Set([
    ...terms.credentialTexts,
    ...terms.credentialInstants,
    ...Object.keys(terms.proofOfVaccinationTerms),
  ]),
  nodes: { credentialSubject: person },
  types: ['VerifiableCredential', 'ProofOfVaccinationCredential'],
};

/** Refuses what is not exactly that shape. `document` has neither `@context` nor `proof`. */
export function assertShape({ evidence, ...document }: Readonly<Record<string, unknown>>): void {
  assertNode(document, credential, '');
  const events: readonly unknown[] = Array.isArray(evidence) ? evidence : [evidence];
  if (events.length === 0) throw new Refusal('schema-no-entry', 'evidence', { section: 'DIVOC' });
  if (events.length > maxEvidence) throw new Refusal('schema-several-entries', 'evidence', { section: 'DIVOC' });
  for (const [index, event] of events.entries()) assertNode(event, vaccination, `evidence/${index}`);
  assertDistinct([document, document['credentialSubject'], ...events]);
}

function assertNode(value: unknown, shape: Shape, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(path);
  for (const [name, member] of Object.entries(value)) {
    if (name === '@context') throw new Refusal('context-unknown', path);
    if (shape.types !== undefined && name === 'type') continue;
    if (shape.types !== undefined && name === 'id') assertIri(member, join(path, name));
    else if (Object.hasOwn(shape.nodes, name)) assertInner(member, shape.nodes[name], join(path, name));
    else if (shape.values.has(name)) assertValue(member, join(path, name));
    else throw new Refusal('unsigned-member', path);
  }
  assertTypes(findMember(value, 'type'), shape.types ?? [], path);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** A null is dropped before signing and by our reading alike. */
function assertInner(value: unknown, shape: Shape | undefined, path: string): void {
  if (value !== null && shape !== undefined) assertNode(value, shape, path);
}

function assertValue(value: unknown, path: string): void {
  if (typeof value === 'string') assertWellFormed(value, path);
  else if (value !== null && typeof value !== 'number' && typeof value !== 'boolean') throw invalid(path);
}

/** Half a surrogate pair is signed as U+FFFD, whichever it is. */
function assertWellFormed(text: string, path: string): void {
  if (/\p{Surrogate}/u.test(text)) throw new Refusal('json-invalid', path);
}

const iriPattern = /^(?!_:)[^\p{Cc}\p{Z}\p{Surrogate}<>"{}|^`\\]*$/u;

/** An identifier that is empty or relative names nothing; that its object is not signed shows while verifying. */
function assertIri(value: unknown, path: string): void {
  if (typeof value !== 'string' || !iriPattern.test(value)) throw invalid(path);
}

function assertTypes(value: unknown, expected: readonly string[], path: string): void {
  const types: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const isExpected = types.length === expected.length && expected.every((type) => types.includes(type));
  if (!isExpected) throw invalid(join(path, 'type'));
}

/** Two objects of one identifier are one node, so nobody could tell whose members were signed. */
function assertDistinct(nodes: readonly unknown[]): void {
  const ids = nodes.map((node) => findMember(node, 'id')).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) throw new Refusal('unsigned-member', 'id');
}

function invalid(path: string): Refusal {
  return new Refusal('schema-invalid', path, { section: 'DIVOC' });
}
