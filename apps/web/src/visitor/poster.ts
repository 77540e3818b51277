import { readTypedCode } from '@gapura/contract/crockford';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const gateCodeLength = 10;
const signatureBytes = 64;

export function findGateCode(typed: string): string | undefined {
  const code = readTypedCode(typed);
  return code.length === gateCodeLength && isBase32(code) ? code : undefined;
}

function isBase32(text: string): boolean {
  return Array.from(text).every((symbol) => alphabet.includes(symbol));
}

/** The public key of this installation's posters. */
export interface PosterKey {
  readonly spki: string;
  readonly origin: string;
}

/** Did this installation sign this gate's address? Needs WebCrypto, so a secure origin. */
export async function isGenuinePoster(code: string, signature: string, { spki, origin }: PosterKey): Promise<boolean> {
  const signed = findBase32Bytes(signature);
  if (signed?.length !== signatureBytes) {
    return false;
  }
  const der = Uint8Array.from(atob(spki), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('spki', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const text = new TextEncoder().encode(`gapura-gate:1:${origin.toLowerCase()}:${code}`);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signed, text);
}

/** The bytes of an upper-case text without padding; nothing where it is not base32 or its last bits are not zero. */
function findBase32Bytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isBase32(text)) {
    return undefined;
  }
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let buffer = 0;
  let at = 0;
  for (const symbol of text) {
    buffer = ((buffer << 5) | alphabet.indexOf(symbol)) & 0x1fff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = buffer >> bits;
      at += 1;
    }
  }
  const rest = buffer & ((1 << bits) - 1);
  return rest === 0 && bits < 5 ? bytes : undefined;
}
