import type { CredentialInput } from '../../format.ts';

const prefix = 'B64:';
const localHeader = 'PK\u0003\u0004';
const localHeaderBytes = [0x50, 0x4b, 0x03, 0x04];

/** A ZIP archive: as bytes, as a text that has one character for each byte, or in base64 behind `B64:`. */
export function isDivoc(input: CredentialInput): input is string | Uint8Array {
  if (typeof input === 'string') return input.startsWith(prefix) || input.startsWith(localHeader);
  return input instanceof Uint8Array && localHeaderBytes.every((byte, at) => byte === input[at]);
}
