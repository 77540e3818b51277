import type { Bytes } from './bytes.ts';

const alphabets = { base64: '+/', base64url: '-_' } as const;
const shared = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const invalid = 255;

const tables = { base64: tableOf('base64'), base64url: tableOf('base64url') } as const;

function tableOf(variant: keyof typeof alphabets): Uint8Array {
  const table = new Uint8Array(128).fill(invalid);
  const alphabet = shared + alphabets[variant];
  for (let value = 0; value < alphabet.length; value++) table[alphabet.charCodeAt(value)] = value;
  return table;
}

/**
 * Decodes texts of many megabytes without a second copy: standard base64 with padding, or base64url without.
 * @throws TypeError where the text is no such encoding of whole bytes
 */
export function decodeLongBase64(text: string, variant: keyof typeof alphabets): Bytes {
  const length = lengthWithoutPadding(text, variant);
  const table = tables[variant];
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  // Beyond its six bits a value is an error; they are gathered here, so that no character needs a branch.
  let seen = 0;
  const valueAt = (index: number): number => {
    const value = table[text.charCodeAt(index)] ?? invalid;
    seen |= value;
    return value;
  };
  const whole = length - (length % 4);
  let at = 0;
  for (let index = 0; index < whole; index += 4) {
    const bits = (valueAt(index) << 18) | (valueAt(index + 1) << 12) | (valueAt(index + 2) << 6) | valueAt(index + 3);
    bytes[at++] = bits >>> 16;
    bytes[at++] = bits >>> 8;
    bytes[at++] = bits;
  }
  const rest = length - whole;
  const [a, b, c] = [0, 1, 2].map((offset) => (offset < rest ? valueAt(whole + offset) : 0)) as [
    number,
    number,
    number,
  ];
  const last = (a << 18) | (b << 12) | (c << 6);
  if (rest > 1) bytes[at++] = last >>> 16;
  if (rest > 2) bytes[at++] = last >>> 8;
  if (seen > sixBits) throw new TypeError(`not ${variant}`);
  if ((last & (rest > 2 ? 0xff : 0xffff)) !== 0) throw new TypeError(`not ${variant}: loose bits at the end`);
  return bytes;
}

const sixBits = 63;

function lengthWithoutPadding(text: string, variant: keyof typeof alphabets): number {
  const padding = variant === 'base64url' ? 0 : text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const length = text.length - padding;
  if (length % 4 === 1 || (variant === 'base64' && text.length % 4 !== 0)) throw new TypeError(`not ${variant}`);
  return length;
}
