import { Refusal } from '../violation.ts';
import { parseCertificate, type X509 } from '../x509/index.ts';

/** Takes a certificate (PEM, DER, or base64 of DER) apart. @throws TypeError */
export function readCertificate(certificate: string | Uint8Array): X509 {
  try {
    return parseCertificate(new Uint8Array(decode(certificate)));
  } catch (cause) {
    const field = cause instanceof Refusal ? cause.violation.detail : undefined;
    throw new TypeError(`not an X.509 certificate in PEM, DER or base64${field ? `: ${field}` : ''}`, { cause });
  }
}

const derSequence = 0x30;
const derLongLength = 0x80;

function decode(certificate: string | Uint8Array): Uint8Array {
  if (typeof certificate === 'string') return decodeText(certificate);
  const isDer = certificate[0] === derSequence && (certificate[1] ?? 0) > derLongLength;
  return isDer ? certificate : decodeText(Buffer.from(certificate).toString('latin1'));
}

function decodeText(text: string): Uint8Array {
  const pem = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/u.exec(text)?.[1];
  return Buffer.from(pem ?? text, 'base64');
}
