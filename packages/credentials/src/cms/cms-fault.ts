import { Refusal } from '../violation.ts';

/**
 * Every reason for which signed data is not accepted, with the sentence that an operator reads. Sections are those of
 * RFC 5652 unless they name another text. Codes never change their meaning.
 */
const faults = {
  /** §3, §5.1, §5.3 */
  malformed: 'not well-formed CMS signed data',
  'too-large': 'larger than anything genuine',
  /** §5.2 */
  'content-type-unexpected': 'the content is of another type',
  'content-missing': 'the signature comes without its content',
  'content-invalid': 'the signed content is not what its type says',
  /** §5.3 */
  unsigned: 'nobody has signed it',
  'signer-unknown': 'signed by none of those who are given',
  'signer-certificate-missing': 'the certificate of its signer is not in it',
  /** RFC 5280 §4.2.1.3 and §4.2.1.12; ICAO Doc 9303-12, profile of master list signers */
  'signer-purpose': 'the certificate of its signer is not made for this',
  /** RFC 5280 §6.1 */
  'chain-invalid': 'the given authority has not issued the certificate of its signer',
  'signer-out-of-date': 'the certificate of its signer or of the authority was out of date',
  'signed-in-the-future': 'signed later than now',
  /** RFC 5754 §2, §3 */
  'algorithm-unsupported': 'signed by an algorithm that is not accepted',
  'key-unusable': 'the key of its signer or of the authority cannot be used',
  /** §5.3, §11 */
  'attributes-missing': 'a signed attribute is missing',
  'content-type-differs': 'the type that was signed is not that of the content',
  /** §5.4 */
  'digest-differs': 'the content is not the one that was signed',
  /** §5.6 */
  'signature-invalid': 'the signature is not that of its signer',
} as const satisfies Record<string, string>;

export type CmsFaultCode = keyof typeof faults;

/** Why signed data is not accepted. The message begins with the code. */
export class CmsFault extends TypeError {
  readonly code: CmsFaultCode;

  constructor(code: CmsFaultCode, detail?: string) {
    super(`${code}: ${faults[code]}${detail === undefined ? '' : ` (${detail})`}`);
    this.name = 'CmsFault';
    this.code = code;
  }
}

/** Runs a reader of DER; what it refuses becomes a `CmsFault`. */
export function readOrFault<T>(read: () => T, code: CmsFaultCode = 'malformed'): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw new CmsFault(code, error.violation.detail);
    throw error;
  }
}

const strangers: readonly CmsFaultCode[] = ['signer-unknown', 'signer-certificate-missing'];

/**
 * What the first attempt gives that succeeds. Otherwise throws the fault that tells most: that of somebody known before
 * that of a stranger. Throws `none` where there is nothing to attempt.
 */
export function attemptEach<Item, Result>(
  items: readonly Item[],
  attempt: (item: Item) => Result,
  none: CmsFault,
): Result {
  const found: CmsFault[] = [];
  for (const item of items) {
    try {
      return attempt(item);
    } catch (error) {
      if (!(error instanceof CmsFault)) throw error;
      found.push(error);
    }
  }
  throw found.find(({ code }) => !strangers.includes(code)) ?? found[0] ?? none;
}
