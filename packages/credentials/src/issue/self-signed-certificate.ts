import { randomBytes, sign, type KeyObject } from 'node:crypto';
import { bitString, explicit, integer, objectId, octetString, sequence, set, text, time } from './der.ts';

export interface SelfSignedOptions {
  readonly country: string;
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Object identifiers of the extended key usage; without them the certificate has no such extension. */
  readonly extendedKeyUsages?: readonly string[];
}

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));
const rsaWithSha256 = sequence(objectId('1.2.840.113549.1.1.11'), Uint8Array.of(0x05, 0x00));
const version3 = explicit(0, integer(Uint8Array.of(2)));
const serialBytes = 8;

/** An X.509 certificate (RFC 5280 §4.1) signed by its own key, DER. */
export function createSelfSignedCertificate(options: SelfSignedOptions): Uint8Array {
  const algorithm = options.privateKey.asymmetricKeyType === 'ec' ? ecdsaWithSha256 : rsaWithSha256;
  const name = distinguishedName(options.country, options.name);
  const toBeSigned = sequence(
    version3,
    integer(randomBytes(serialBytes)),
    algorithm,
    name,
    sequence(time(options.notBefore), time(options.notAfter)),
    name,
    options.publicKey.export({ type: 'spki', format: 'der' }),
    ...extensions(options.extendedKeyUsages),
  );
  return sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, options.privateKey)));
}

function distinguishedName(country: string, name: string): Uint8Array {
  return sequence(set(sequence(objectId('2.5.4.6'), text(country))), set(sequence(objectId('2.5.4.3'), text(name))));
}

function extensions(extendedKeyUsages: readonly string[] | undefined): Uint8Array[] {
  if (extendedKeyUsages === undefined) return [];
  const usages = octetString(sequence(...extendedKeyUsages.map(objectId)));
  return [explicit(3, sequence(sequence(objectId('2.5.29.37'), usages)))];
}
