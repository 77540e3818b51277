import { findValidityViolation } from '../../acceptance.ts';
import { encodeText, fromBase64Url, type Bytes } from '../../bytes.ts';
import type { Clock, HashSource, Opened } from '../../format.ts';
import { findMember, parseStrictJson } from '../../json.ts';
import type { Algorithm, TrustEntry } from '../../trust/trust-store.ts';
import { Refusal } from '../../violation.ts';
import { parseCertificate } from '../../x509/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { findCertificateId, readFacts } from './facts.ts';
import { findCountry } from './icao-country.ts';
import { findKeyPurposeRefusal, findSigners, type BarcodeSigner } from './signers.ts';

/** More than any QR code holds. */
const maxTextLength = 4296;

const types: readonly unknown[] = ['icao.vacc', 'icao.test'];

/**
 * Opens a Visible Digital Seal for Non-Constrained environments (ICAO Technical Report VDS-NC, version 1): JSON that
 * carries the certificate of its signer.
 */
export function openVdsNc(text: string): Opened {
  if (text.length > maxTextLength) throw new Refusal('text-too-long');
  const seal = parseStrictJson(text);
  const data = findMember(seal, 'data');
  if (!types.includes(findMember(findMember(data, 'hdr'), 't'))) throw new Refusal('unknown-prefix');
  const signed = encodeText(canonicalJson(data));
  const zone = readSignatureZone(findMember(seal, 'sig'));
  return openSeal(data, signed, zone);
}

function openSeal(data: unknown, signed: Bytes, { algorithm, signature, signer }: SignatureZone): Opened {
  const keyId = signer.certificate.extensions.authorityKeyId ?? '';
  const country = findCountry(findMember(findMember(data, 'hdr'), 'is'));
  return {
    format: 'vds-nc',
    scheme: 'vds-nc',
    keyId,
    algorithm,
    signature,
    signatureSection: zoneSection,
    getSigned: () => signed,
    findSigners: (trust, platform, clock) => findSigners(signer, { trust, platform, clock }),
    findRefusal: (entry, clock) => findRefusal(signer, country, { entry, clock }),
    readFacts: (issuer) =>
      readFacts(data, {
        issuer: issuer ?? { country: country ?? '', name: signer.name, keyId, demo: false },
        validUntil: new Date(signer.certificate.notAfterMs).toISOString(),
      }),
    getHashSources: () => hashSourcesOf(data, country ?? '', signature),
  };
}

interface SignatureZone {
  readonly algorithm: Algorithm;
  readonly signature: Bytes;
  readonly signer: BarcodeSigner;
}

const algorithms: readonly unknown[] = ['ES256', 'ES384', 'ES512'] satisfies Algorithm[];
const zoneSection = 'VDS-NC, Signature Zone';

function readSignatureZone(zone: unknown): SignatureZone {
  const algorithm = findMember(zone, 'alg');
  if (!algorithms.includes(algorithm)) {
    throw new Refusal('algorithm-unsupported', 'sig/alg', { layer: 'signature', section: zoneSection });
  }
  const text = readText(findMember(zone, 'cer'), 'sig/cer');
  // A seal may name its signer's certificate instead of carrying it; nothing is fetched here.
  if (text === '') throw new Refusal('certificate-invalid', 'sig/cer', { section: zoneSection });
  return {
    algorithm: algorithm as Algorithm,
    signature: decode(readText(findMember(zone, 'sigvl'), 'sig/sigvl'), 'sig/sigvl'),
    signer: getSigner(text),
  };
}

/** By their certificates, as seals write them; forgotten all at once when there are too many. */
const recentSigners = new Map<string, BarcodeSigner>();

/** States have a handful of signers, so that most seals show a certificate that was read before. */
const mostRecentSigners = 32;

function getSigner(text: string): BarcodeSigner {
  const known = recentSigners.get(text);
  if (known !== undefined) return known;
  const certificate = parseCertificate(decode(text, 'sig/cer'));
  const { commonName, organization } = certificate.subject;
  const signer = { certificate, name: commonName || organization };
  if (recentSigners.size >= mostRecentSigners) recentSigners.clear();
  recentSigners.set(text, signer);
  return signer;
}

/** Empty where there is none. */
function readText(value: unknown, where: string): string {
  if (value !== undefined && typeof value !== 'string') throw new Refusal('base64-invalid', where);
  return value ?? '';
}

/** Base64url; issuers differ in whether they fill it up with `=`. */
function decode(text: string, where: string): Bytes {
  const bytes = fromBase64Url(text.length % 4 === 0 ? text.replace(/={1,2}$/u, '') : text);
  if (bytes === undefined || bytes.length === 0) throw new Refusal('base64-invalid', where);
  return bytes;
}

/** The seal says neither when it was issued nor when it ends; its signer's certificate is made to outlive it. */
function findRefusal(
  { certificate }: BarcodeSigner,
  country: string | undefined,
  { entry, clock }: { readonly entry: TrustEntry; readonly clock: Clock },
): Refusal | undefined {
  const { notBeforeMs, notAfterMs, subject } = certificate;
  const code = findValidityViolation({ issuedAtMs: notBeforeMs, validUntilMs: notAfterMs }, entry, clock);
  if (code !== undefined) return new Refusal(code, 'sig/cer', { section: 'VDS-NC, validity of the Barcode Signer' });
  if (country !== entry.country || country !== subject.country) {
    return new Refusal('issuer-mismatch', 'data/hdr/is', { section: 'VDS-NC, Header Zone' });
  }
  return findKeyPurposeRefusal(certificate);
}

/** The issuer's own identifier, and r of the signature: s can be flipped by anybody. */
function hashSourcesOf(data: unknown, country: string, signature: Bytes): HashSource[] {
  const id = findCertificateId(data);
  const byId: HashSource[] =
    id === ''
      ? []
      : [
          { kind: 'uci', content: id },
          { kind: 'country-uci', content: country + id },
        ];
  return [...byId, { kind: 'signature', content: signature.subarray(0, signature.length / 2) }];
}
