/** Bytes over a plain buffer: what WebCrypto, streams and node:crypto all take without a copy. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Standard base64 with padding. Only for short values such as key identifiers: every byte becomes an argument. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Throws where the text is not base64. */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const encoder = new TextEncoder();

export function encodeText(text: string): Bytes {
  return encoder.encode(text);
}

const hexDigits = Array.from({ length: 256 }, (_unused, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexDigits[byte];
  return text;
}

const base64UrlAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const noDigit = 255;
const base64UrlDigits = new Uint8Array(128).fill(noDigit);
for (let digit = 0; digit < 64; digit++) base64UrlDigits[base64UrlAlphabet.charCodeAt(digit)] = digit;

/**
 * Base64url without padding (RFC 4648 §5), as JWS writes it; nothing where the text is not exactly that. The bits that the
 * last character holds beyond the last byte must be zero, or several texts would be the same bytes.
 */
export function fromBase64Url(text: string): Bytes | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let written = 0;
  let buffer = 0;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = base64UrlDigits[text.charCodeAt(at)] ?? noDigit;
    if (digit === noDigit) return undefined;
    buffer = ((buffer & 0xff) << 6) | digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[written++] = (buffer >>> bits) & 0xff;
  }
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}

/** Base64url without padding. Only for short values, as {@link toBase64}. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
