import { findMember } from '../../json.ts';
import { Refusal } from '../../violation.ts';

/** The claims of a card besides its FHIR bundle. */
export interface CardClaims {
  readonly issuer: string;
  readonly issuedAtMs: number | null;
  /** `null` where the card does not end; `NaN` where its end cannot be read. */
  readonly validUntilMs: number | null;
  /** Empty where the card cannot be revoked by its own identifier. */
  readonly revocationId: string;
  /** The `vc` claim, its shape not checked yet. */
  readonly credential: unknown;
}

const payloadSection = 'SHC, Health Cards are encoded as Compact Serialization JSON Web Signatures';
const cardType = 'https://smarthealth.cards#health-card';
const revocationIdPattern = /^[\w-]{1,24}$/u;

export function readClaims(payload: unknown): CardClaims {
  const issuer = findMember(payload, 'iss');
  if (typeof issuer !== 'string' || !isIssuerUrl(issuer))
    throw new Refusal('schema-invalid', 'iss', { section: payloadSection });
  const credential = findMember(payload, 'vc');
  const revocationId = findMember(credential, 'rid') ?? '';
  if (revocationId !== '' && !(typeof revocationId === 'string' && revocationIdPattern.test(revocationId))) {
    throw new Refusal('schema-invalid', 'vc/rid', { section: 'SHC, Revocation' });
  }
  const validUntil = findMember(payload, 'exp');
  return {
    issuer,
    issuedAtMs: toMs(findMember(payload, 'nbf')),
    validUntilMs: validUntil === undefined ? null : (toMs(validUntil) ?? Number.NaN),
    revocationId,
    credential,
  };
}

function isIssuerUrl(text: string): boolean {
  return text.startsWith('https://') && !text.endsWith('/') && text.length <= 2048;
}

/** Seconds since the epoch, also as a fraction; null where there is no such instant. */
function toMs(seconds: unknown): number | null {
  const ms = typeof seconds === 'number' ? Math.round(seconds * 1000) : Number.NaN;
  return Number.isNaN(new Date(ms).getTime()) ? null : ms;
}

/** The FHIR bundle of the card. Throws a Refusal where the credential is no health card. */
export function getBundle(credential: unknown): unknown {
  const types = findMember(credential, 'type');
  if (!Array.isArray(types) || !types.includes(cardType)) {
    throw new Refusal('schema-invalid', 'vc/type', { section: payloadSection });
  }
  return findBundle(credential) ?? refuseBundle();
}

export function findBundle(credential: unknown): unknown {
  return findMember(findMember(credential, 'credentialSubject'), 'fhirBundle');
}

function refuseBundle(): never {
  throw new Refusal('schema-invalid', 'vc/credentialSubject/fhirBundle', { section: payloadSection });
}
