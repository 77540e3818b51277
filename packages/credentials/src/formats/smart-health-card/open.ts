import { findKeyUsageViolation, findValidityViolation } from '../../acceptance.ts';
import type { Clock, HashSource, Opened } from '../../format.ts';
import { stablePartOf } from '../../identifiers.ts';
import { findMember, parseStrictJson } from '../../json.ts';
import type { Platform } from '../../platform.ts';
import type { TrustEntry, TrustStore } from '../../trust/trust-store.ts';
import { Refusal, type ViolationCode } from '../../violation.ts';
import { kindsOf, readBundle } from './bundle.ts';
import { findBundle, getBundle, readClaims, type CardClaims } from './claims.ts';
import { listOf } from './elements.ts';
import { parseJws, type SignedCard } from './jws.ts';
import { decodeCodes } from './numeric.ts';

const scheme = 'smart-health-card';

/** Opens a SMART Health Card: numeric codes or a file, JWS, raw DEFLATE, a W3C credential with a FHIR bundle. */
export async function openSmartHealthCard(texts: readonly string[], platform: Platform): Promise<Opened> {
  const card = await parseJws(findJws(texts), platform);
  return openCard(card, readClaims(card.payload));
}

function findJws(texts: readonly string[]): string {
  const [first = ''] = texts;
  if (first.startsWith('shc:/')) return decodeCodes(texts);
  return first.startsWith('eyJ') ? first : findInFile(first);
}

/** A `.smart-health-card` file may hold several cards; which one is meant nobody can tell. */
function findInFile(text: string): string {
  const [card, ...others] = listOf(findMember(parseStrictJson(text), 'verifiableCredential'));
  if (typeof card !== 'string') throw new Refusal('jws-invalid', 'verifiableCredential');
  if (others.length > 0)
    throw new Refusal('schema-several-entries', 'verifiableCredential', { section: 'SHC, Via File Download' });
  return card;
}

function openCard({ keyId, signature, getSigned }: SignedCard, claims: CardClaims): Opened {
  const { issuer, issuedAtMs, validUntilMs, revocationId } = claims;
  return {
    format: 'smart-health-card',
    scheme,
    keyId,
    algorithm: 'ES256',
    signature,
    signatureSection: 'RFC 7515 §5.2',
    getSigned,
    findSigners: (trust) => Promise.resolve(findSigners(trust, keyId, issuer)),
    findRefusal: (signer, clock) => findRefusal(claims, signer, clock),
    readFacts: (signer) => ({
      format: 'smart-health-card',
      issuer: signer ?? { country: '', name: issuer, keyId, demo: false },
      ...readBundle(getBundle(claims.credential)),
      recoveries: [],
      exemptions: [],
      issuedAt: toInstant(issuedAtMs),
      validUntil: toInstant(validUntilMs),
      certificateId: '',
    }),
    getHashSources: (): HashSource[] => [{ kind: 'signature', content: stablePartOf('ES256', signature) }],
    ...(revocationId === '' || issuedAtMs === null ? {} : { revocationId: { id: revocationId, issuedAtMs } }),
  };
}

/** A key counts only for the issuer it belongs to: a card that names another one is refused, whoever signed it. */
function findSigners(trust: TrustStore, keyId: string, issuer: string): readonly TrustEntry[] {
  const entries = trust.findEntries(scheme, keyId);
  const at = { section: 'SHC, Determining Keys Associated with an Issuer' };
  if (entries.length === 0) throw new Refusal('issuer-unknown', undefined, at);
  const bound = entries.filter((entry) => entry.issuer === issuer);
  if (bound.length === 0) throw new Refusal('issuer-mismatch', 'iss', at);
  return bound;
}

const validitySections: Partial<Record<ViolationCode, string>> = {
  'not-yet-valid': 'RFC 7519 §4.1.5',
  expired: 'RFC 7519 §4.1.4',
};

function findRefusal(claims: CardClaims, signer: TrustEntry, clock: Clock): Refusal | undefined {
  const { issuedAtMs, validUntilMs } = claims;
  if (issuedAtMs === null) return new Refusal('validity-missing', 'nbf', { section: 'RFC 7519 §4.1.5' });
  if (Number.isNaN(validUntilMs)) return new Refusal('validity-missing', 'exp', { section: 'RFC 7519 §4.1.4' });
  const code =
    findValidityViolation({ issuedAtMs, validUntilMs }, signer, clock) ??
    findKeyUsageViolation(signer.usages === null ? [] : kindsOf(findBundle(claims.credential)), signer);
  const section = code === undefined ? undefined : validitySections[code];
  return code === undefined ? undefined : new Refusal(code, undefined, section === undefined ? {} : { section });
}

function toInstant(ms: number | null): string | null {
  return ms === null || Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
