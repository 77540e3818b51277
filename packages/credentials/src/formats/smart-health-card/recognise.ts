import type { CredentialInput } from '../../format.ts';

const filePattern = /^\s*\{\s*"verifiableCredential"\s*:/u;

/** A code or the codes of one card (`shc:/`), the content of a `.smart-health-card` file, or the JWS alone (`eyJ` is `{"`). */
export function isSmartHealthCard(input: CredentialInput): input is string | readonly string[] {
  if (typeof input === 'string') return isCode(input) || input.startsWith('eyJ') || filePattern.test(input);
  return Array.isArray(input) && input.length > 0 && input.every(isCode);
}

function isCode(text: unknown): boolean {
  return typeof text === 'string' && text.startsWith('shc:/');
}
