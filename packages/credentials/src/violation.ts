export type Layer =
  | 'prefix'
  | 'base45'
  | 'base64'
  | 'zip'
  | 'inflate'
  | 'json'
  | 'cbor'
  | 'cose'
  | 'jws'
  | 'json-ld'
  | 'certificate'
  | 'trust'
  | 'signature'
  | 'validity'
  | 'key-usage'
  | 'revocation'
  | 'schema';

/**
 * Every reason for which a credential is refused, with the layer that refuses it and the text it rests on unless the
 * format names its own. Codes never change their meaning. "HCERT" is the Electronic Health Certificate Specification,
 * "DCC" its JSON schema 1.3, "SHC" the SMART Health Cards Framework, "VDS-NC" the ICAO Technical Report, "VC" the W3C
 * Verifiable Credentials Data Model 1.0, "NZCP" the New Zealand COVID Pass specification.
 */
const violations = {
  'unknown-prefix': ['prefix', 'HCERT, QR 2D Barcode'],
  'text-too-long': ['prefix', 'ISO/IEC 18004, capacity of version 40-L'],
  'chunk-missing': ['prefix', 'SHC, Chunking'],
  'base45-invalid': ['base45', 'RFC 9285 §4, §6'],
  'base64-invalid': ['base64', 'RFC 4648 §4, §5'],
  'base32-invalid': ['base64', 'RFC 4648 §6'],
  'numeric-invalid': ['base64', 'SHC, Encoding QRs'],
  'zip-invalid': ['zip', 'APPNOTE.TXT 6.3.3'],
  'inflate-invalid': ['inflate', 'RFC 1950 §2.2'],
  'inflate-too-large': ['inflate', 'HCERT, Payload Compression'],
  'json-invalid': ['json', 'RFC 8259'],
  'json-too-deep': ['json', 'RFC 8259 §9'],
  'json-duplicate-key': ['json', 'RFC 8259 §4'],
  'cbor-invalid': ['cbor', 'RFC 8949 §5'],
  'cbor-too-deep': ['cbor', 'RFC 8949 §10'],
  'cbor-duplicate-key': ['cbor', 'RFC 8949 §5.6'],
  'cose-invalid': ['cose', 'RFC 9052 §4.2'],
  'cwt-invalid': ['cose', 'RFC 8392 §3'],
  'jws-invalid': ['jws', 'RFC 7515 §7.1'],
  'algorithm-unsupported': ['cose', 'HCERT, Signature Algorithm'],
  'key-id-missing': ['cose', 'HCERT, Key Identifier'],
  'proof-invalid': ['json-ld', 'VC §4.7'],
  'context-unknown': ['json-ld', 'VC §4.1'],
  'unsigned-member': ['json-ld', 'JSON-LD 1.1 API §5.1'],
  'certificate-invalid': ['certificate', 'RFC 5280 §4.1'],
  'issuer-unknown': ['trust', 'HCERT, Trusted List Format'],
  'issuer-key-unusable': ['trust', 'HCERT, Signature Algorithm'],
  'issuer-mismatch': ['trust', 'VC §4.5'],
  'chain-invalid': ['trust', 'RFC 5280 §6.1'],
  'algorithm-mismatch': ['signature', 'RFC 9053 §2'],
  'signature-invalid': ['signature', 'RFC 9052 §4.4'],
  'validity-missing': ['validity', 'HCERT, CWT Claims'],
  'not-yet-valid': ['validity', 'HCERT, Issued At'],
  expired: ['validity', 'HCERT, Expiration Time'],
  'outside-issuer-validity': ['validity', 'HCERT, Issued At and Expiration Time'],
  'key-usage': ['key-usage', 'HCERT, DSC extended key usage'],
  revoked: ['revocation', 'HCERT, DCC Revocation'],
  denied: ['revocation', 'none: the deny list of this installation'],
  'schema-invalid': ['schema', 'DCC schema 1.3'],
  'schema-date': ['schema', 'DCC schema 1.3, dates'],
  'schema-no-entry': ['schema', 'DCC schema 1.3, oneOf v, t, r'],
  'schema-several-entries': ['schema', 'DCC schema 1.3, maxItems 1'],
  'unexpected-error': ['schema', 'none: a mistake in this package'],
} as const satisfies Record<string, readonly [layer: Layer, section: string]>;

export type ViolationCode = keyof typeof violations;

/** Why a credential was refused. */
export interface Violation {
  readonly code: ViolationCode;
  readonly layer: Layer;
  /** The section of the specification that the credential violates. */
  readonly section: string;
  /** Where in the credential, never what it says: safe to log. */
  readonly detail?: string;
}

export const violationCodes = Object.keys(violations) as readonly ViolationCode[];

/** Carries a violation from the layer that found it to the public verb, which catches it. It never leaves the package. */
export class Refusal extends Error {
  readonly violation: Violation;

  /** `at` may name another layer and section than the code's own: those of the format that refuses. */
  constructor(code: ViolationCode, detail?: string, at: { readonly layer?: Layer; readonly section?: string } = {}) {
    super(code);
    this.name = 'Refusal';
    const [layer, section] = violations[code];
    this.violation = { code, layer, section, ...at, ...(detail === undefined ? {} : { detail }) };
  }
}

/**
 * The refusal's violation. Any other error is a mistake of this package; it refuses the credential too, under a code of
 * its own, so that no text from outside can make a caller fail.
 */
export function violationOf(error: unknown): Violation {
  if (error instanceof Refusal) return error.violation;
  return new Refusal('unexpected-error', error instanceof Error ? error.name : typeof error).violation;
}
