import type { CredentialInput } from '../../format.ts';

export function isNzPass(input: CredentialInput): input is string {
  return typeof input === 'string' && input.startsWith('NZCP:/');
}
