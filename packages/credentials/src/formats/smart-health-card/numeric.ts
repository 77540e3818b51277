import { Refusal } from '../../violation.ts';

const prefix = 'shc:/';

/** What the largest QR code holds in numeric mode. */
const maxDigits = 7089;

/** No card was ever shown in more codes. */
const maxChunks = 20;

const chunkPattern = /^(\d{1,3})\/(\d{1,3})\/(.*)$/su;

interface Chunk {
  readonly place: number;
  readonly total: number;
  readonly digits: string;
}

/**
 * The text that one or several codes carry (SHC, Encoding Chunks as QR Codes). Several may come in any order; one text may
 * also hold the digits of all of them.
 */
export function decodeCodes(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  const start = first.startsWith(prefix) ? first.slice(prefix.length) : '';
  const isChunk = others.length > 0 || start.includes('/');
  return decodeDigits(isChunk ? joinChunks(texts) : start);
}

function joinChunks(texts: readonly string[]): string {
  if (texts.length > maxChunks) throw new Refusal('numeric-invalid', 'number of chunks');
  const chunks = texts.map(parseChunk);
  const total = chunks[0]?.total ?? 0;
  const byPlace = new Map(chunks.map((chunk) => [chunk.place, chunk.digits]));
  if (chunks.some((chunk) => chunk.total !== total)) throw new Refusal('numeric-invalid', 'chunks of different cards');
  if (byPlace.size < chunks.length) throw new Refusal('numeric-invalid', 'a chunk twice');
  if (byPlace.size < total) throw new Refusal('chunk-missing', `${byPlace.size} of ${total}`);
  let digits = '';
  for (let place = 1; place <= total; place++) digits += byPlace.get(place) ?? '';
  return digits;
}

function parseChunk(text: string): Chunk {
  const match = chunkPattern.exec(text.slice(prefix.length));
  if (match === null) throw new Refusal('numeric-invalid', 'chunk');
  const [, place, total, digits = ''] = match;
  const chunk = { place: Number(place), total: Number(total), digits };
  const isNumbered = chunk.place >= 1 && chunk.place <= chunk.total && chunk.total <= maxChunks;
  if (!isNumbered) throw new Refusal('numeric-invalid', 'number of the chunk');
  if (digits.length > maxDigits) throw new Refusal('text-too-long');
  return chunk;
}

const digitZero = 48;
const firstCharacter = 45;
const lastCharacter = 122;

/** Two digits are one character, from `-` as 00 to `z` as 77. */
function decodeDigits(digits: string): string {
  if (digits.length > maxDigits * maxChunks) throw new Refusal('text-too-long');
  if (digits.length % 2 === 1) throw new Refusal('numeric-invalid', 'length');
  const characters = new Uint8Array(digits.length / 2);
  for (let at = 0; at < digits.length; at += 2) {
    const character = digit(digits, at) * 10 + digit(digits, at + 1) + firstCharacter;
    if (character > lastCharacter) throw new Refusal('numeric-invalid', `character at ${at}`);
    characters[at / 2] = character;
  }
  return ascii.decode(characters);
}

const ascii = new TextDecoder();

function digit(digits: string, at: number): number {
  const value = digits.charCodeAt(at) - digitZero;
  if (!(value >= 0 && value <= 9)) throw new Refusal('numeric-invalid', `digit at ${at}`);
  return value;
}
