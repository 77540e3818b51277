import { createPublicKey } from 'node:crypto';
import { bitString, objectId, sequence } from '../issue/der.ts';
import { curveObjectIds, type CertificateKey, type CurveName } from '../x509/index.ts';

const rsaEncryption = sequence(objectId('1.2.840.113549.1.1.1'), Uint8Array.of(0x05, 0x00));
const minModulusBits = 2048;
const maxModulusBits = 8192;

/**
 * The key as every platform can import it: its curve named, even where the certificate spells a Brainpool curve out, and
 * an RSA key not restricted to PSS. @throws TypeError where it is of no accepted type or size
 */
export function getUsableSpki(key: CertificateKey): Uint8Array {
  if (key.type === 'ec') return key.spki;
  if (key.type === 'other') return spkiOfNamedCurve(key);
  if (key.modulusBits >= minModulusBits && key.modulusBits <= maxModulusBits) {
    return sequence(rsaEncryption, bitString(key.bits));
  }
  throw new TypeError(`its RSA key must have ${minModulusBits} to ${maxModulusBits} bits, not ${key.modulusBits}`);
}

function spkiOfNamedCurve({ spki, bits }: CertificateKey): Uint8Array {
  const curve = findCurveName(spki);
  const oid = curve === undefined ? undefined : curveObjectIds[curve as CurveName];
  if (oid === undefined || bits[0] !== 4) {
    throw new TypeError(`its key must be RSA or on a NIST or Brainpool curve, not ${curve ?? 'of another type'}`);
  }
  return sequence(sequence(objectId('1.2.840.10045.2.1'), objectId(oid)), bitString(bits));
}

/** OpenSSL compares all parameters that are spelled out with those of the curve that it names. */
function findCurveName(spki: Uint8Array): string | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve;
  } catch {
    return undefined;
  }
}
