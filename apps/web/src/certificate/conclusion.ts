import type { ViolationCode } from '@gapura/credentials';
import type { Finding } from '../verification/index.ts';
import type { CertificateMessages } from './messages/id.ts';

/** What is said in large letters. */
export type Conclusion = keyof CertificateMessages['conclusions'];

/** Why nothing could be verified: no WebCrypto on this page, or no list of issuers. */
export type Hindrance = 'insecure' | 'unlisted';

/** A code that is not here is a fault of the transport encoding: the code is damaged. */
const conclusions: Partial<Record<ViolationCode, Conclusion>> = {
  'unknown-prefix': 'foreign',
  'text-too-long': 'foreign',
  'issuer-unknown': 'stranger',
  'issuer-key-unusable': 'stranger',
  'issuer-mismatch': 'altered',
  'chain-invalid': 'altered',
  'algorithm-mismatch': 'altered',
  'signature-invalid': 'altered',
  'unsigned-member': 'altered',
  'outside-issuer-validity': 'unauthorised',
  'key-usage': 'unauthorised',
  expired: 'expired',
  'not-yet-valid': 'early',
  revoked: 'revoked',
  denied: 'revoked',
  'algorithm-unsupported': 'malformed',
  'key-id-missing': 'malformed',
  'context-unknown': 'malformed',
  'validity-missing': 'malformed',
  'schema-invalid': 'malformed',
  'schema-date': 'malformed',
  'schema-no-entry': 'malformed',
  'schema-several-entries': 'malformed',
  'unexpected-error': 'failed',
};

export function conclusionOf(finding: Finding, hindrance: Hindrance | null): Conclusion {
  if (finding.is === 'genuine') return 'genuine';
  if (finding.is === 'unverified') return hindrance ?? 'failed';
  if (finding.is === 'refused' && finding.isUnsure === true) return 'doubtful';
  const found = conclusions[finding.violation.code] ?? 'damaged';
  // Only `out-of-time` has proved that the certificate is genuine; without that, nobody may say so.
  return finding.is === 'refused' && (found === 'expired' || found === 'early') ? 'stranger' : found;
}

export type Tone = 'good' | 'late' | 'bad' | 'open';

const tones: Partial<Record<Conclusion, Tone>> = {
  genuine: 'good',
  expired: 'late',
  early: 'late',
  revoked: 'bad',
  doubtful: 'late',
  altered: 'bad',
  unauthorised: 'bad',
};

export function toneOf(conclusion: Conclusion): Tone {
  return tones[conclusion] ?? 'open';
}
