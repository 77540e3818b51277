import type { MoreMessages } from './more-messages/id.ts';

/** No violation of its own: a filter names more than is revoked. */
export const perhapsRevoked = 'perhaps-revoked';

const groups: Record<string, keyof MoreMessages['refusals']> = {
  'unknown-prefix': 'foreign',
  'issuer-unknown': 'issuer',
  'issuer-key-unusable': 'issuer',
  'key-usage': 'issuer',
  'outside-issuer-validity': 'issuer',
  'signature-invalid': 'forged',
  'algorithm-mismatch': 'forged',
  'issuer-mismatch': 'forged',
  'chain-invalid': 'forged',
  'unsigned-member': 'forged',
  revoked: 'revoked',
  denied: 'revoked',
  [perhapsRevoked]: 'perhapsRevoked',
  expired: 'expired',
  'not-yet-valid': 'early',
};

/** Why a certificate was not kept, for its holder. */
export function refusalText(t: MoreMessages, code: string): string {
  return t.refusals[groups[code] ?? 'damaged'];
}
