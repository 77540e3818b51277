import { Refusal } from '../../violation.ts';
import { decodePayloadCbor, type CborMap } from '../../cose/cbor.ts';

/** What a health certificate is made of; the two WHO kinds have one core data set with different members. */
export type CertificateSchema = 'eu-dcc' | 'who-ddcc';

/** The claims of a CBOR Web Token that HCERT uses. */
export interface Claims {
  /** Empty where the claim is absent. */
  readonly issuer: string;
  readonly issuedAtMs: number | null;
  readonly validUntilMs: number | null;
  /** HCERT does not ask for this one, but whoever writes it means it. */
  readonly notBeforeMs: number | null;
  readonly schema: CertificateSchema;
  /** The `eu_dgc_v1` object or the DDCC core data set, its shape not checked yet. */
  readonly certificate: CborMap;
}

const issuerClaim = 1;
const expirationClaim = 4;
const notBeforeClaim = 5;
const issuedAtClaim = 6;
const healthCertificateClaim = -260;

/** Members of claim -260 that we read: the EU certificate, then WHO's vaccination status and test result. */
const schemas: readonly (readonly [member: number, schema: CertificateSchema])[] = [
  [1, 'eu-dcc'],
  [3, 'who-ddcc'],
  [4, 'who-ddcc'],
];

export function parseClaims(payload: Uint8Array): Claims {
  const claims = decodePayloadCbor(payload);
  if (!(claims instanceof Map)) throw new Refusal('cwt-invalid', 'map of claims');
  const issuer: unknown = claims.get(issuerClaim);
  return {
    issuer: typeof issuer === 'string' ? issuer.trim().toUpperCase() : '',
    issuedAtMs: readInstantMs(claims, issuedAtClaim),
    validUntilMs: readInstantMs(claims, expirationClaim),
    notBeforeMs: readInstantMs(claims, notBeforeClaim),
    ...getCertificate(claims),
  };
}

function getCertificate(claims: CborMap): Pick<Claims, 'schema' | 'certificate'> {
  // WHO's first certificates are the core data set itself, without any claim.
  if (isCoreDataSet(claims)) return { schema: 'who-ddcc', certificate: claims };
  const certificates: unknown = claims.get(healthCertificateClaim);
  if (!(certificates instanceof Map)) throw new Refusal('cwt-invalid', 'claim -260');
  for (const [member, schema] of schemas) {
    const certificate: unknown = certificates.get(member);
    if (certificate instanceof Map) return { schema, certificate };
    if (certificate !== undefined) throw new Refusal('cwt-invalid', `claim -260, ${member}`);
  }
  throw new Refusal('cwt-invalid', `claim -260: ${describeMembers(certificates)}`);
}

function isCoreDataSet(claims: CborMap): boolean {
  return !claims.has(healthCertificateClaim) && claims.has('name') && (claims.has('vaccine') || claims.has('test'));
}

/** Member 5 is a health link; negative numbers are drafts. Neither is a certificate that can be judged offline. */
function describeMembers(certificates: CborMap): string {
  const members = [...certificates.keys()].filter((member) => typeof member === 'number');
  return members.length === 0 ? 'no member' : `member ${members.slice(0, 4).join(', ')} is not read`;
}

/** Seconds since the epoch, which some issuers write as a float; null where there is no such instant. */
function readInstantMs(claims: CborMap, claim: number): number | null {
  const seconds = claims.get(claim);
  const ms = typeof seconds === 'number' ? seconds * 1000 : Number.NaN;
  return Number.isNaN(new Date(ms).getTime()) ? null : ms;
}
