import type { Platform } from '../../platform.ts';
import { Refusal } from '../../violation.ts';
import { decodeBase45 } from './base45.ts';
import { parseClaims, type Claims } from './claims.ts';
import { parseSignedMessage, type SignedMessage } from './cose.ts';

const prefix = 'HC1:';

/** What the largest QR code holds in alphanumeric mode; no certificate was ever shown in more. */
const maxTextLength = 4296;

/** Real certificates inflate to at most 870 bytes. */
const maxInflatedBytes = 64 * 1024;

/** A certificate taken out of its transport encodings; nothing about it is verified. */
export interface Envelope {
  readonly message: SignedMessage;
  readonly claims: Claims;
}

export async function openEnvelope(text: string, platform: Platform): Promise<Envelope> {
  if (typeof text !== 'string' || !text.startsWith(prefix)) throw new Refusal('unknown-prefix');
  if (text.length > maxTextLength) throw new Refusal('text-too-long');
  const inflated = await platform.inflate(decodeBase45(text, prefix.length), maxInflatedBytes);
  if (inflated === 'too-large') throw new Refusal('inflate-too-large');
  if (inflated === 'invalid') throw new Refusal('inflate-invalid');
  const message = parseSignedMessage(inflated);
  return { message, claims: parseClaims(message.payload) };
}
