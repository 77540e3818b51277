import { Refusal } from '../../violation.ts';

/**
 * The canonical text of a JSON value (RFC 8785), which is what a VDS-NC signature covers: members sorted by UTF-16 code
 * units, no space between, numbers and strings as ECMAScript writes them. The nesting is bounded by whoever parsed it.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  // Neither has a canonical form: ECMAScript writes an infinite number as null, and half a character as its escape.
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Refusal('json-invalid', 'number', at);
  return typeof value === 'string' ? canonicalString(value) : JSON.stringify(value);
}

const at = { section: 'RFC 8785 §3.2.2' };

function canonicalObject(value: object): string {
  const names = Object.keys(value).toSorted();
  const members = names.map((name) => `${canonicalString(name)}:${canonicalJson(value[name as keyof typeof value])}`);
  return `{${members.join(',')}}`;
}

const halfCharacter = /\p{Surrogate}/u;

function canonicalString(text: string): string {
  if (halfCharacter.test(text)) throw new Refusal('json-invalid', 'text', at);
  return JSON.stringify(text);
}
