const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsPerSymbol = 5;
const symbolsOnly = /^[0-9A-HJKMNP-TV-Z]+$/;

/** Crockford's base32, upper case, without padding: every symbol fits a QR code's alphanumeric mode. */
export function toCrockford(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length * 8) / bitsPerSymbol);
  const spare = length * bitsPerSymbol - bytes.length * 8;
  let value = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`) << BigInt(spare);
  const text: string[] = [];
  for (let at = 0; at < length; at += 1) {
    text.push(symbols.charAt(Number(value & 31n)));
    value >>= 5n;
  }
  return text.toReversed().join('');
}

/** The bytes that this exact text is made from, or null: no second spelling of the same bytes is accepted. */
export function fromCrockford(text: string, byteLength: number): Buffer | null {
  const spare = text.length * bitsPerSymbol - byteLength * 8;
  if (spare < 0 || spare >= bitsPerSymbol || !symbolsOnly.test(text)) {
    return null;
  }
  const value = Array.from(text).reduce((sum, symbol) => (sum << 5n) | BigInt(symbols.indexOf(symbol)), 0n);
  const bytes = Buffer.from((value >> BigInt(spare)).toString(16).padStart(byteLength * 2, '0'), 'hex');
  return toCrockford(bytes) === text ? bytes : null;
}
