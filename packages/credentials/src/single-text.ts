import type { CredentialInput } from './format.ts';

/** The codes of one credential that were scanned so far; not all of them, or they would be a text. */
export interface PartialCredential {
  /** How many codes the credential has. */
  readonly total: number;
  /** By place, counted from 1. */
  readonly codes: ReadonlyMap<number, string>;
}

export type Collected =
  | { readonly is: 'whole'; readonly text: string }
  | { readonly is: 'part'; readonly partial: PartialCredential };

/** Larger collections are not waited for: no card was ever shown in more codes. */
const mostCodes = 20;
const chunkPattern = /^shc:\/(\d{1,2})\/(\d{1,2})\/(\d+)$/;

/**
 * One text for whatever a person hands over, which this package accepts everywhere and which can be kept and sent:
 * the several codes of a SMART Health Card become one `shc:/` text, a binary code (a ZIP, DIVOC) becomes `B64:` and
 * base64, other bytes the text they are. It is not looked at any further, so nothing is refused here.
 */
export function toSingleText(input: CredentialInput): string {
  if (typeof input === 'string') return isZipText(input) ? zipText(input) : input.trim();
  return input instanceof Uint8Array ? textOfBytes(input) : joinCodes(input);
}

/**
 * Adds a scanned code to those before it, or several that were pasted with space between them. A code that belongs to
 * another credential begins anew, so that a wrong scan never has to be undone.
 */
export function collectCode(before: PartialCredential | undefined, text: string): Collected {
  const [first = '', ...others] =
    findChunk(text.trim().split(/\s/)[0] ?? '') === undefined ? [text] : text.trim().split(/\s+/);
  const collected = collectOne(before, first);
  if (others.length === 0 || collected.is === 'whole') return collected;
  return collectCode(collected.partial, others.join(' '));
}

function collectOne(before: PartialCredential | undefined, code: string): Collected {
  const chunk = findChunk(code.trim());
  if (chunk === undefined) return { is: 'whole', text: toSingleText(code) };
  const known = before !== undefined && continues(before, chunk) ? before.codes : [];
  const codes = new Map([...known, [chunk.place, code.trim()] as const]);
  if (codes.size < chunk.total) return { is: 'part', partial: { total: chunk.total, codes } };
  return { is: 'whole', text: joinCodes([...codes.values()]) };
}

interface Chunk {
  readonly place: number;
  readonly total: number;
  readonly digits: string;
}

function findChunk(code: string): Chunk | undefined {
  const match = chunkPattern.exec(code);
  if (match === null) return undefined;
  const [, place, total, digits = ''] = match;
  const chunk = { place: Number(place), total: Number(total), digits };
  return chunk.total <= mostCodes && chunk.place >= 1 && chunk.place <= chunk.total ? chunk : undefined;
}

function continues(before: PartialCredential, { place, total, digits }: Chunk): boolean {
  const known = before.codes.get(place);
  return before.total === total && (known === undefined || findChunk(known)?.digits === digits);
}

/** Every digit pair is one character of the card, so the digits of the codes in their order are the card. */
function joinCodes(codes: readonly string[]): string {
  const chunks = codes.map((code) => findChunk(code.trim()));
  const inOrder = chunks.filter((chunk) => chunk !== undefined).toSorted((one, other) => one.place - other.place);
  const isWhole =
    inOrder.length === codes.length &&
    inOrder.every(({ place, total }, at) => place === at + 1 && total === codes.length);
  return isWhole ? `shc:/${inOrder.map(({ digits }) => digits).join('')}` : codes.map((code) => code.trim()).join('\n');
}

/** A binary code that was read as text has one character for each byte, unless its reader has spoilt it. */
function isZipText(text: string): boolean {
  return text.startsWith('PK\u0003\u0004') && Array.from(text).every((character) => character <= '\u00FF');
}

function zipText(text: string): string {
  return `B64:${btoa(text)}`;
}

function textOfBytes(bytes: Uint8Array): string {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? zipText(latin1Of(bytes)) : new TextDecoder().decode(bytes).trim();
}

function latin1Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
