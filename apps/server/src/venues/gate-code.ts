import { randomInt } from 'node:crypto';

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 10;

/** Ten random symbols of Crockford's base32: 50 bits. */
export function createGateCode(): string {
  return Array.from({ length }, () => symbols.charAt(randomInt(symbols.length))).join('');
}
