import { findKeyUsageViolation, findValidityViolation } from '../../acceptance.ts';
import { signedBytes } from '../../cose/cose.ts';
import type { Clock, HashSource, Opened } from '../../format.ts';
import { stablePartOf } from '../../identifiers.ts';
import type { TrustEntry, TrustStore } from '../../trust/trust-store.ts';
import { Refusal, type ViolationCode } from '../../violation.ts';
import { findCredentialRefusal, parseClaims, readHolder, type PassClaims } from './claims.ts';
import { decodeBase32 } from './base32.ts';
import { parsePassMessage, type PassMessage } from './message.ts';
import { sections } from './sections.ts';

const scheme = 'nz-pass';
const formPattern = /^NZCP:\/([^/]*)\/(.+)$/su;

/** What the largest QR code holds in alphanumeric mode. */
const maxTextLength = 4296;

/** Opens a New Zealand COVID Pass: base32, COSE, CWT, a W3C credential. */
export function openNzPass(text: string): Opened {
  if (text.length > maxTextLength) throw new Refusal('text-too-long');
  const match = formPattern.exec(text);
  if (match === null) throw new Refusal('unknown-prefix', undefined, { section: sections.form });
  const [, version, encoded = ''] = match;
  if (version !== '1') throw new Refusal('unknown-prefix', 'version', { section: sections.formVersion });
  const message = parsePassMessage(decodeBase32(encoded, sections.base32));
  return openMessage(message, parseClaims(message.payload));
}

function openMessage(message: PassMessage, claims: PassClaims): Opened {
  const { keyId, signature } = message;
  const { issuer, tokenId, notBeforeMs, expiresMs, credential } = claims;
  return {
    format: 'nz-pass',
    scheme,
    keyId,
    algorithm: 'ES256',
    signature,
    signatureSection: sections.signature,
    getSigned: () => signedBytes(message.protectedHeaders, message.payload),
    findSigners: (trust) => Promise.resolve(findSigners(trust, keyId, issuer)),
    findRefusal: (signer, clock) =>
      findClaimRefusal(claims) ?? findValidityRefusal(claims, signer, clock) ?? findCredentialRefusal(credential),
    readFacts: (signer) => ({
      format: 'nz-pass',
      holder: readHolder(credential),
      issuer: signer ?? { country: '', name: issuer, keyId, demo: false },
      doses: [],
      tests: [],
      recoveries: [],
      exemptions: [],
      issuedAt: toInstant(notBeforeMs),
      validUntil: toInstant(expiresMs),
      certificateId: tokenId,
    }),
    getHashSources: () => hashSourcesOf(tokenId, message),
  };
}

function hashSourcesOf(tokenId: string, { signature }: PassMessage): HashSource[] {
  const byId: HashSource[] = tokenId === '' ? [] : [{ kind: 'uci', content: tokenId }];
  return [...byId, { kind: 'signature', content: stablePartOf('ES256', signature) }];
}

/** A key counts only for the DID that it stands in the document of. */
function findSigners(trust: TrustStore, keyId: string, issuer: string): readonly TrustEntry[] {
  const entries = trust.findEntries(scheme, keyId);
  if (entries.length === 0) throw new Refusal('issuer-unknown', undefined, { section: sections.key });
  const bound = entries.filter((entry) => entry.issuer === issuer);
  if (bound.length === 0) throw new Refusal('issuer-mismatch', 'iss', { section: sections.trustedIssuer });
  return bound;
}

function findClaimRefusal({ tokenId, notBeforeMs, expiresMs }: PassClaims): Refusal | undefined {
  if (tokenId === '') return new Refusal('cwt-invalid', 'cti', { section: sections.tokenId });
  if (notBeforeMs === null) return new Refusal('validity-missing', 'nbf', { section: sections.notBefore });
  return expiresMs === null ? new Refusal('validity-missing', 'exp', { section: sections.expiry }) : undefined;
}

const validitySections: Partial<Record<ViolationCode, string>> = {
  'not-yet-valid': sections.notYetValid,
  expired: sections.expired,
};

/** A pass has ended at the instant that `exp` names; a millisecond before it is still valid. */
function findValidityRefusal(claims: PassClaims, signer: TrustEntry, clock: Clock): Refusal | undefined {
  const validity = { issuedAtMs: claims.notBeforeMs, validUntilMs: (claims.expiresMs ?? 0) - 1 };
  const code = findValidityViolation(validity, signer, clock) ?? findKeyUsageViolation([], signer);
  if (code === undefined) return undefined;
  const section = validitySections[code];
  return new Refusal(code, undefined, section === undefined ? {} : { section });
}

function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
