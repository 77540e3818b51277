import { findMember } from '../../json.ts';
import { Refusal } from '../../violation.ts';

const maxTextLength = 80;

/** One resource of the bundle with its place, for refusals. */
export interface Resource {
  readonly type: string;
  readonly value: unknown;
  readonly path: string;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
}

/** The elements of an array; none where the value is absent or no array. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, trimmed and in NFC; empty where it is absent. Refuses what is no text or too long, naming the place. */
export function findText(value: unknown, name: string, path: string): string {
  const found = findMember(value, name);
  if (found === undefined) return '';
  const text = typeof found === 'string' ? found.trim().normalize('NFC') : undefined;
  if (text === undefined || text.length > maxTextLength) {
    throw new Refusal('schema-invalid', `${path}/${name}`, { section: 'FHIR R4, Data Types' });
  }
  return text;
}

/** The codings of a CodeableConcept that have a code. */
export function codingsOf(concept: unknown, path: string): Coding[] {
  return listOf(findMember(concept, 'coding'))
    .map((coding) => ({ system: findText(coding, 'system', path), code: findText(coding, 'code', path) }))
    .filter(({ code }) => code !== '');
}

export const systems = {
  cvx: 'http://hl7.org/fhir/sid/cvx',
  snomed: 'http://snomed.info/sct',
  icd11: 'http://id.who.int/icd11/mms',
  loinc: 'http://loinc.org',
} as const;
