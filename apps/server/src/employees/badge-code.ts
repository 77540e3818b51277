import { createHmac, randomBytes } from 'node:crypto';
import { toCrockford } from '../posters/index.ts';

const codeBytes = 10;

/** Sixteen random symbols: 80 bits, so that nobody finds one by trying. */
export function createBadgeCode(): string {
  return toCrockford(randomBytes(codeBytes));
}

/** By which a code is found; without the key nobody can tell which code belongs to a row. */
export function digestCode(key: Buffer, code: string): Buffer {
  return createHmac('sha256', key).update(code).digest();
}

/** What the badge's QR code holds. The code stands in the fragment, which browsers send to no server and write into no log. */
export function badgeAddress(origin: string, code: string): string {
  return `${origin}/badge#${code}`;
}
