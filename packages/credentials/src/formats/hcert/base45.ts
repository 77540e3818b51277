import type { Bytes } from '../../bytes.ts';
import { Refusal } from '../../violation.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const invalid = 255;
const values = new Uint8Array(128).fill(invalid);
for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;

/** Decodes base45 (RFC 9285) from `start`; refuses what an encoder cannot have written. */
export function decodeBase45(text: string, start = 0): Bytes {
  const length = text.length - start;
  const rest = length % 3;
  if (rest === 1) throw new Refusal('base45-invalid', 'length');
  const bytes = new Uint8Array(Math.floor(length / 3) * 2 + (rest === 2 ? 1 : 0));
  const end = text.length - rest;
  let written = 0;
  for (let at = start; at < end; at += 3) {
    const value = digit(text, at) + digit(text, at + 1) * 45 + digit(text, at + 2) * 2025;
    if (value > 0xffff) throw new Refusal('base45-invalid', `overflow at ${at}`);
    bytes[written++] = value >>> 8;
    bytes[written++] = value & 0xff;
  }
  if (rest === 2) bytes[written] = lastByte(text, end);
  return bytes;
}

function lastByte(text: string, at: number): number {
  const value = digit(text, at) + digit(text, at + 1) * 45;
  if (value > 0xff) throw new Refusal('base45-invalid', `overflow at ${at}`);
  return value;
}

function digit(text: string, at: number): number {
  const value = values[text.charCodeAt(at)] ?? invalid;
  if (value === invalid) throw new Refusal('base45-invalid', `character at ${at}`);
  return value;
}

export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const high = bytes[at] ?? 0;
    const low = bytes[at + 1];
    const value = low === undefined ? high : high * 256 + low;
    text += alphabet.charAt(value % 45) + alphabet.charAt(Math.floor(value / 45) % 45);
    if (low !== undefined) text += alphabet.charAt(Math.floor(value / 2025));
  }
  return text;
}
