import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import { isAcceptedModulus } from '../platform.ts';
import type { Algorithm, CertificateKind, TrustEntry } from './trust-store.ts';

/** The specified arc of extended key usages, and the mistyped one that most signers use. */
const usageArcs = ['1.3.6.1.4.1.1847.2021.1.', '1.3.6.1.4.1.0.1847.2021.1.'] as const;
const usageNumbers = { '1': 'test', '2': 'vaccination', '3': 'recovery' } as const;

const keyIdBytes = 8;

/**
 * Turns a signer's X.509 certificate (PEM, DER, or base64 of DER) into a trust entry. Throws a TypeError that says what
 * is wrong with it. It does not judge the certificate's own signature: being in the trust list is what makes it trusted.
 */
export function trustEntryFromCertificate(
  certificate: string | Uint8Array,
  options: { readonly demo: boolean },
): TrustEntry {
  const parsed = parseCertificate(certificate);
  const subject = subjectOf(parsed);
  return {
    scheme: 'hcert',
    keyId: createHash('sha256').update(parsed.raw).digest().subarray(0, keyIdBytes).toString('base64'),
    issuer: '',
    country: (subject.get('C') ?? '').toUpperCase(),
    name: subject.get('CN') ?? subject.get('O') ?? '',
    spki: parsed.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    algorithm: algorithmOf(parsed.publicKey),
    notBefore: new Date(parsed.validFrom).toISOString(),
    notAfter: new Date(parsed.validTo).toISOString(),
    usages: usagesOf(parsed),
    demo: options.demo,
  };
}

function parseCertificate(certificate: string | Uint8Array): X509Certificate {
  try {
    return new X509Certificate(typeof certificate === 'string' ? decodeText(certificate) : decodeFile(certificate));
  } catch (cause) {
    throw new TypeError('not an X.509 certificate in PEM, DER or base64', { cause });
  }
}

function decodeText(text: string): string | Buffer {
  return text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64');
}

const derSequence = 0x30;
const derLongLength = 0x80;

/** DER starts with a long sequence; `0x30` alone is also the character `0`. */
function decodeFile(bytes: Uint8Array): string | Uint8Array {
  const isDer = bytes[0] === derSequence && (bytes[1] ?? 0) > derLongLength;
  return isDer ? bytes : decodeText(new TextDecoder().decode(bytes));
}

function subjectOf(certificate: X509Certificate): ReadonlyMap<string, string> {
  const attributes = certificate.subject.split('\n').map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), unescapeValue(line.slice(at + 1))] as const;
  });
  return new Map(attributes);
}

/** Values come escaped as in RFC 4514 §2.4: a backslash before a special character or before two hex digits. */
function unescapeValue(value: string): string {
  return value.replaceAll(/\\([0-9A-F]{2}|.)/gu, (_escape, escaped: string) =>
    escaped.length === 2 ? String.fromCharCode(Number.parseInt(escaped, 16)) : escaped,
  );
}

function algorithmOf(key: KeyObject): Algorithm {
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return 'ES256';
  if (key.asymmetricKeyType === 'rsa' && isAcceptedModulus(modulusLength)) return 'PS256';
  throw new TypeError(
    `its key must be EC P-256 or RSA of 2048 to 3072 bits, not ${key.asymmetricKeyType} ${namedCurve ?? modulusLength ?? ''}`.trim(),
  );
}

/** The kinds that the extension names. Where it names none of them, the key may sign every kind, whatever else it names. */
function usagesOf(certificate: X509Certificate): CertificateKind[] | null {
  const oids: readonly string[] | undefined = certificate.keyUsage;
  if (oids === undefined) return null;
  const named = Object.entries(usageNumbers).filter(([number]) => usageArcs.some((arc) => oids.includes(arc + number)));
  return named.length === 0 ? null : named.map(([, kind]) => kind);
}
