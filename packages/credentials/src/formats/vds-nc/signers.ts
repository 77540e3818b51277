import { fromBase64, toBase64 } from '../../bytes.ts';
import type { Clock } from '../../format.ts';
import type { Platform, SignatureOutcome } from '../../platform.ts';
import type { Algorithm, TrustEntry, TrustStore } from '../../trust/trust-store.ts';
import { Refusal } from '../../violation.ts';
import {
  findPlainSignature,
  parsePublicKey,
  type CertificateKey,
  type CurveName,
  type X509,
} from '../../x509/index.ts';

/** The certificate that a seal carries, whoever issued it. Keep the object: its chain is remembered with it. */
export interface BarcodeSigner {
  readonly certificate: X509;
  readonly name: string;
}

interface Circumstances {
  readonly trust: TrustStore;
  readonly platform: Platform;
  readonly clock: Clock;
}

const chainSection = 'VDS-NC, Trust Model; RFC 5280 §6.1';

/**
 * The signer as a trust entry, once for each trusted authority that has really signed its certificate. The authority key
 * identifier only says where to look: anybody can copy it. Several authorities may have the same one. Names are not
 * compared: a trust list has none to compare with, and a name proves nothing.
 */
export async function findSigners(signer: BarcodeSigner, circumstances: Circumstances): Promise<readonly TrustEntry[]> {
  const { trust, platform, clock } = circumstances;
  const { authorityKeyId } = signer.certificate.extensions;
  if (authorityKeyId === null) throw new Refusal('chain-invalid', 'authorityKeyIdentifier', { section: chainSection });
  const authorities = trust.findEntries('vds-nc', authorityKeyId);
  if (authorities.length === 0) throw new Refusal('issuer-unknown', undefined, { section: chainSection });
  const entries: TrustEntry[] = [];
  let refusal = new Refusal('chain-invalid', 'signature of the certificate', { section: chainSection });
  for (const authority of authorities) {
    const found = await findSignedBy(authority, signer, platform);
    if (found === 'invalid') continue;
    if (found !== 'unusable' && isInDate(authority, clock)) entries.push(found);
    else refusal = refuseAuthority(found === 'unusable' ? 'issuer-key-unusable' : 'chain-invalid');
  }
  if (entries.length === 0) throw refusal;
  return entries;
}

function refuseAuthority(code: 'issuer-key-unusable' | 'chain-invalid'): Refusal {
  const detail = code === 'chain-invalid' ? 'validity of the authority' : 'key of the authority';
  return new Refusal(code, detail, { section: chainSection });
}

/** Signers whose certificate was found to be signed by this authority; an authority that is removed takes them along. */
const signersByAuthority = new WeakMap<TrustEntry, WeakMap<BarcodeSigner, TrustEntry>>();

async function findSignedBy(
  authority: TrustEntry,
  signer: BarcodeSigner,
  platform: Platform,
): Promise<TrustEntry | 'invalid' | 'unusable'> {
  const remembered = signersByAuthority.get(authority) ?? new WeakMap<BarcodeSigner, TrustEntry>();
  const known = remembered.get(signer);
  if (known !== undefined) return known;
  const outcome = await verifyIssue(authority, signer.certificate, platform);
  if (outcome !== 'valid') return outcome;
  const entry = entryOf(signer, authority);
  signersByAuthority.set(authority, remembered.set(signer, entry));
  return entry;
}

/** Has this authority signed the certificate? */
async function verifyIssue(authority: TrustEntry, certificate: X509, platform: Platform): Promise<SignatureOutcome> {
  const algorithm = certificate.signatureAlgorithm;
  if (algorithm === null) return 'invalid';
  const key = findKey(authority);
  if (key === undefined || key.type === 'other') return 'unusable';
  const signature = findPlainSignature(key, algorithm, certificate.signature);
  if (signature === undefined) return 'invalid';
  return platform.verifyCertificateSignature({ key, algorithm }, certificate.signed, signature);
}

/** Nothing where the entry's key is none: a mistake of whoever made the list. */
function findKey({ spki }: TrustEntry): CertificateKey | undefined {
  try {
    return parsePublicKey(fromBase64(spki));
  } catch {
    return undefined;
  }
}

function isInDate({ notBefore, notAfter }: TrustEntry, { nowMs, skewMs }: Clock): boolean {
  const hasBegun = notBefore === null || Date.parse(notBefore) <= nowMs + skewMs;
  return hasBegun && (notAfter === null || nowMs <= Date.parse(notAfter));
}

const algorithmsByCurve: Partial<Record<CurveName, Algorithm>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
};

function entryOf({ certificate, name }: BarcodeSigner, authority: TrustEntry): TrustEntry {
  const { publicKey, notBeforeMs, notAfterMs } = certificate;
  const algorithm = publicKey.type === 'ec' ? algorithmsByCurve[publicKey.curve] : undefined;
  if (algorithm === undefined)
    throw new Refusal('algorithm-mismatch', 'sig/cer', { section: 'VDS-NC, Signature Zone' });
  return {
    scheme: 'vds-nc',
    keyId: authority.keyId,
    issuer: '',
    country: authority.country,
    name,
    spki: toBase64(publicKey.spki),
    algorithm,
    notBefore: new Date(notBeforeMs).toISOString(),
    notAfter: new Date(notAfterMs).toISOString(),
    usages: null,
    demo: authority.demo,
  };
}

/** ICAO's purpose of keys that sign health seals. */
const healthSealPurpose = '2.23.136.1.1.14.2';

/** Passports' own signers hang below the same authorities: only the purpose tells them from signers of health seals. */
export function findKeyPurposeRefusal({ extensions }: X509): Refusal | undefined {
  const { extendedKeyUsages, isAuthority, keyUsage } = extensions;
  const isForSeals = extendedKeyUsages?.includes(healthSealPurpose) === true;
  if (isForSeals && !isAuthority && keyUsage?.signsData !== false) return undefined;
  return new Refusal('key-usage', 'sig/cer', { section: 'VDS-NC, Barcode Signer Certificate Profile' });
}
