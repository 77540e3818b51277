export type Layer =
  | 'prefix'
  | 'base45'
  | 'inflate'
  | 'cbor'
  | 'cose'
  | 'trust'
  | 'signature'
  | 'validity'
  | 'key-usage'
  | 'schema';

/**
 * Every reason for which a credential is refused, with the layer that refuses it and the text it rests on. Codes never
 * change their meaning. "HCERT" is the Electronic Health Certificate Specification, "DCC" its JSON schema 1.3.
 */
const violations = {
  'unknown-prefix': ['prefix', 'HCERT, QR 2D Barcode'],
  'text-too-long': ['prefix', 'ISO/IEC 18004, capacity of version 40-L'],
  'base45-invalid': ['base45', 'RFC 9285 §4, §6'],
  'inflate-invalid': ['inflate', 'RFC 1950 §2.2'],
  'inflate-too-large': ['inflate', 'HCERT, Payload Compression'],
  'cbor-invalid': ['cbor', 'RFC 8949 §5'],
  'cbor-too-deep': ['cbor', 'RFC 8949 §10'],
  'cbor-duplicate-key': ['cbor', 'RFC 8949 §5.6'],
  'cose-invalid': ['cose', 'RFC 9052 §4.2'],
  'cwt-invalid': ['cose', 'RFC 8392 §3'],
  'algorithm-unsupported': ['cose', 'HCERT, Signature Algorithm'],
  'key-id-missing': ['cose', 'HCERT, Key Identifier'],
  'issuer-unknown': ['trust', 'HCERT, Trusted List Format'],
  'issuer-key-unusable': ['trust', 'HCERT, Signature Algorithm'],
  'algorithm-mismatch': ['signature', 'RFC 9053 §2'],
  'signature-invalid': ['signature', 'RFC 9052 §4.4'],
  'validity-missing': ['validity', 'HCERT, CWT Claims'],
  'not-yet-valid': ['validity', 'HCERT, Issued At'],
  expired: ['validity', 'HCERT, Expiration Time'],
  'outside-issuer-validity': ['validity', 'HCERT, Issued At and Expiration Time'],
  'key-usage': ['key-usage', 'HCERT, DSC extended key usage'],
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

  constructor(code: ViolationCode, detail?: string) {
    super(code);
    this.name = 'Refusal';
    const [layer, section] = violations[code];
    this.violation = { code, layer, section, ...(detail === undefined ? {} : { detail }) };
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
