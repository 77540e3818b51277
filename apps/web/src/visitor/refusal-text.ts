import type { MoreMessages } from './more-messages/id.ts';

const groups: Record<string, keyof MoreMessages['refusals']> = {
  'unknown-prefix': 'foreign',
  'issuer-unknown': 'issuer',
  'issuer-key-unusable': 'issuer',
  'key-usage': 'issuer',
  'outside-issuer-validity': 'issuer',
  'signature-invalid': 'forged',
  'algorithm-mismatch': 'forged',
  expired: 'expired',
  'not-yet-valid': 'early',
};

/** Why a certificate was not kept, for its holder; the code helps whoever is asked for help. */
export function refusalText(t: MoreMessages, code: string): string {
  return `${t.refusals[groups[code] ?? 'damaged']} (${code})`;
}
