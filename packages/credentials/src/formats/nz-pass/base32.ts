import type { Bytes } from '../../bytes.ts';
import { Refusal } from '../../violation.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const invalid = 255;
const values = new Uint8Array(128).fill(invalid);
for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;

/** How many characters the last group may have; others hold no whole byte more than one character less does. */
const restLengths = new Set([0, 2, 4, 5, 7]);

/** Decodes base32 without padding (RFC 4648 §6); refuses what an encoder cannot have written. */
export function decodeBase32(text: string, section: string): Bytes {
  const refuse = (detail: string) => new Refusal('base32-invalid', detail, { section });
  if (!restLengths.has(text.length % 8)) throw refuse('length');
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let written = 0;
  let buffer = 0;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const value = values[text.charCodeAt(at)] ?? invalid;
    if (value === invalid) throw refuse(`character at ${at}`);
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[written++] = (buffer >>> bits) & 0xff;
  }
  if ((buffer & ((1 << bits) - 1)) !== 0) throw refuse('bits beyond the last byte');
  return bytes;
}

export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((buffer >>> bits) & 31);
    }
  }
  return bits === 0 ? text : text + alphabet.charAt((buffer << (5 - bits)) & 31);
}
