import { Refusal } from '../../violation.ts';
import { decodePayloadCbor, type CborMap } from './cbor.ts';

/** The claims of a CBOR Web Token that HCERT uses. */
export interface Claims {
  /** Empty where the claim is absent. */
  readonly issuer: string;
  readonly issuedAtMs: number | null;
  readonly validUntilMs: number | null;
  /** The `eu_dgc_v1` object, its shape not checked yet. */
  readonly certificate: CborMap;
}

const issuerClaim = 1;
const expirationClaim = 4;
const issuedAtClaim = 6;
const healthCertificateClaim = -260;
const euDccClaim = 1;

export function parseClaims(payload: Uint8Array): Claims {
  const claims = decodePayloadCbor(payload);
  if (!(claims instanceof Map)) throw new Refusal('cwt-invalid', 'map of claims');
  const certificates: unknown = claims.get(healthCertificateClaim);
  if (!(certificates instanceof Map)) throw new Refusal('cwt-invalid', 'claim -260');
  const certificate: unknown = certificates.get(euDccClaim);
  if (!(certificate instanceof Map)) throw new Refusal('cwt-invalid', 'claim -260, 1');
  const issuer: unknown = claims.get(issuerClaim);
  return {
    issuer: typeof issuer === 'string' ? issuer.trim().toUpperCase() : '',
    issuedAtMs: readInstantMs(claims, issuedAtClaim),
    validUntilMs: readInstantMs(claims, expirationClaim),
    certificate,
  };
}

/** Seconds since the epoch, which some issuers write as a float; null where there is no such instant. */
function readInstantMs(claims: CborMap, claim: number): number | null {
  const seconds = claims.get(claim);
  const ms = typeof seconds === 'number' ? seconds * 1000 : Number.NaN;
  return Number.isNaN(new Date(ms).getTime()) ? null : ms;
}
