import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readTypedCode } from '@gapura/contract/crockford';

/** A secret that leaves the server once; the database keeps only its hash. */
export interface SecretToken {
  readonly text: string;
  readonly hash: Buffer;
}

const tokenForm = /^[\w-]{43}$/;
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const pairingCodeLength = 10;

export function hashSecret(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** 256 random bits in base64url. */
export function createToken(): SecretToken {
  const text = randomBytes(32).toString('base64url');
  return { text, hash: hashSecret(text) };
}

/** The hash of a token, or null when the text cannot be one. */
export function findTokenHash(text: string | undefined): Buffer | null {
  return text !== undefined && tokenForm.test(text) ? hashSecret(text) : null;
}

/** Ten symbols that a person can read aloud. */
export function createPairingCode(): SecretToken {
  const text = Array.from({ length: pairingCodeLength }, () => symbols.charAt(randomInt(symbols.length))).join('');
  return { text, hash: hashSecret(text) };
}

export function hashPairingCode(typed: string): Buffer {
  return hashSecret(readTypedCode(typed));
}
