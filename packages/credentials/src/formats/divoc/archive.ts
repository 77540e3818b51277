import type { Bytes } from '../../bytes.ts';
import { Refusal } from '../../violation.ts';

const prefix = 'B64:';

/** What the largest QR code holds, in whatever mode; base64 in a byte-mode code is shorter still. */
const maxLength = 4296;

/** The bytes of the archive. A reader of QR codes that knows texts only gives each byte as one character. */
export function readArchive(input: string | Uint8Array): Bytes {
  if (input.length > maxLength) throw new Refusal('text-too-long');
  if (typeof input !== 'string') return new Uint8Array(input);
  return input.startsWith(prefix) ? decodeBase64(input.slice(prefix.length)) : bytesOfCharacters(input);
}

function bytesOfCharacters(text: string): Bytes {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0xff) throw new Refusal('zip-invalid', `character at ${at}`);
    bytes[at] = code;
  }
  return bytes;
}

function decodeBase64(text: string): Bytes {
  const decoded = decodeOrRefuse(text);
  // Only what an encoder writes: no spaces, full padding, no loose bits.
  if (btoa(decoded) !== text) throw new Refusal('base64-invalid');
  return bytesOfCharacters(decoded);
}

function decodeOrRefuse(text: string): string {
  try {
    return atob(text);
  } catch {
    throw new Refusal('base64-invalid');
  }
}
