import {
  findBoundedValidityViolation,
  findKeyUsageViolation,
  findUnboundedValidityViolation,
} from '../../acceptance.ts';
import { toAlpha2 } from '../../countries.ts';
import { parseSignedMessage, signedBytes, type SignedMessage } from '../../cose/cose.ts';
import type { Clock, CredentialInput, HashSource, Opened } from '../../format.ts';
import { stablePartOf } from '../../identifiers.ts';
import type { Platform } from '../../platform.ts';
import { Refusal } from '../../violation.ts';
import { decodeBase45 } from './base45.ts';
import * as euDcc from './certificate.ts';
import { parseClaims, type Claims } from './claims.ts';
import * as whoDdcc from './ddcc.ts';

const prefix = 'HC1:';

/** What the largest QR code holds in alphanumeric mode; no certificate was ever shown in more. */
const maxTextLength = 4296;

/** Real certificates inflate to at most 870 bytes. */
const maxInflatedBytes = 64 * 1024;

export function isHcert(input: CredentialInput): input is string {
  return typeof input === 'string' && input.startsWith(prefix);
}

/** Opens an Electronic Health Certificate (HCERT): base45, zlib, COSE, CWT. */
export async function openHcert(text: string, platform: Platform): Promise<Opened> {
  if (text.length > maxTextLength) throw new Refusal('text-too-long');
  const inflated = await platform.inflate(decodeBase45(text, prefix.length), maxInflatedBytes, 'zlib');
  if (inflated === 'too-large') throw new Refusal('inflate-too-large');
  if (inflated === 'invalid') throw new Refusal('inflate-invalid');
  const message = parseSignedMessage(inflated);
  return openMessage(message, parseClaims(message.payload));
}

function openMessage(message: SignedMessage, claims: Claims): Opened {
  const { keyId, algorithm, signature } = message;
  return {
    scheme: 'hcert',
    keyId,
    algorithm,
    signature,
    getSigned: () => signedBytes(message.protectedHeaders, message.payload),
    getHashSources: () => hashSourcesOf(claims, message),
    format: claims.schema,
    ...(claims.schema === 'eu-dcc' ? openEuDcc(claims, keyId) : openWhoDdcc(claims, keyId)),
  };
}

type Content = Pick<Opened, 'findRefusal' | 'readFacts'>;

function openEuDcc(claims: Claims, keyId: string): Content {
  const kinds = euDcc.kindsOf(claims.certificate);
  return {
    findRefusal(signer, clock) {
      const code = findBoundedValidityViolation(claims, signer, clock) ?? findKeyUsageViolation(kinds, signer);
      return findPremature(claims, clock) ?? (code === undefined ? undefined : new Refusal(code));
    },
    readFacts: (signer) =>
      euDcc.readFacts(claims, (entry) => ({
        country: signer === null || signer.country === '' ? claims.issuer || entry.getText('co') : signer.country,
        name: signer === null ? entry.getText('is') : signer.name,
        keyId,
        demo: signer?.demo ?? false,
      })),
  };
}

function openWhoDdcc(claims: Claims, keyId: string): Content {
  const kinds = whoDdcc.kindsOf(claims.certificate);
  return {
    findRefusal(signer, clock) {
      const validity = whoDdcc.validityOf(claims);
      const code = findUnboundedValidityViolation(validity, signer, clock) ?? findKeyUsageViolation(kinds, signer);
      return findPremature(claims, clock) ?? (code === undefined ? undefined : new Refusal(code));
    },
    readFacts: (signer) =>
      whoDdcc.readFacts(claims, (country, authority) => ({
        country: signer === null || signer.country === '' ? toAlpha2(claims.issuer) || country : signer.country,
        name: signer === null ? authority : signer.name,
        keyId,
        demo: signer?.demo ?? false,
      })),
  };
}

function findPremature({ notBeforeMs }: Claims, { nowMs, skewMs }: Clock): Refusal | undefined {
  if (notBeforeMs === null || notBeforeMs <= nowMs + skewMs) return undefined;
  return new Refusal('not-yet-valid', 'nbf', { section: 'RFC 8392 §3.1.5' });
}

/** The three kinds of hash that DCC revocation lists name certificates by. */
function hashSourcesOf(claims: Claims, { algorithm, signature }: SignedMessage): HashSource[] {
  const id = findCertificateId(claims);
  const byId: HashSource[] =
    id === ''
      ? []
      : [
          { kind: 'uci', content: id },
          { kind: 'country-uci', content: claims.issuer + id },
        ];
  return [...byId, { kind: 'signature', content: stablePartOf(algorithm, signature) }];
}

function findCertificateId({ schema, certificate }: Claims): string {
  return schema === 'eu-dcc' ? euDcc.findCertificateId(certificate) : whoDdcc.findCertificateId(certificate);
}
