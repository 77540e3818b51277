import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { findMember } from '../../json.ts';
import { algorithmOf, spkiOf } from '../public-key.ts';
import { trustEntryFromCertificate } from '../trust-entry-from-certificate.ts';
import type { CertificateKind, TrustEntry } from '../trust-store.ts';
import { openDetachedCertificate, type SignedCertificateOptions } from './signed-certificate.ts';
import { sourceKey, type SourceContent, type SourceKey } from './source-key.ts';

export interface EuDccListOptions {
  /** Public key or certificate (PEM) that signed the list; null: the list's own signature is not checked. */
  readonly signerPem: string | null;
  /** Whoever must have signed each certificate of the gateway's list; without it their own signatures are not checked. */
  readonly uploads?: SignedCertificateOptions;
  readonly demo: boolean;
}

const notChecked =
  'The signature of this list was not checked: give its signer as “key”, or those of its certificates as “signers”.';

/**
 * Reads a list of EU DCC signers in one of the forms in which states have published it:
 * - the gateway's JSON array of `{kid, country, certificateType, rawData}`, also as `{certificates: […]}`, with or
 *   without a line of base64 before it that is an ECDSA P-256 signature of the rest;
 * - `{payload, signature}`, the payload base64 of `{eu_keys: {kid: [{subjectPk, keyUsage}]}}`;
 * - `{certs: [{keyId, use, alg, subjectPublicKeyInfo}]}`.
 * @throws TypeError where it is none of them, or not signed by the given signer
 */
export function readEuDccList(text: string, options: EuDccListOptions): SourceContent {
  const { body, signatureLine } = splitSignature(text);
  const list = parseJson(body);
  const notes = checkSignature(body, signatureLine, options);
  return { keys: readKeys(list, options), notes };
}

function splitSignature(text: string): { body: string; signatureLine: string | null } {
  const start = text.search(/[[{]/u);
  if (start === -1) throw new TypeError('neither a JSON list nor an object');
  const before = text.slice(0, start).trim();
  return { body: text.slice(start).trim(), signatureLine: before === '' ? null : before };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TypeError('not JSON', { cause });
  }
}

function checkSignature(body: string, signature: string | null, { signerPem, uploads }: EuDccListOptions): string[] {
  if (signerPem === null) return uploads === undefined ? [notChecked] : [];
  if (signature === null) throw new TypeError('a signer is given, and this list carries no signature line');
  const key = createPublicKey(signerPem);
  const bytes = Buffer.from(signature, 'base64');
  const forms = ['ieee-p1363', 'der'] as const;
  if (!forms.some((dsaEncoding) => verify('sha256', Buffer.from(body), { key, dsaEncoding }, bytes))) {
    throw new TypeError('the signature of the list is not that of the given signer');
  }
  return [];
}

function readKeys(list: unknown, options: EuDccListOptions): SourceKey[] {
  const { demo, uploads } = options;
  const certificates = Array.isArray(list) ? (list as unknown[]) : findMember(list, 'certificates');
  if (Array.isArray(certificates)) return certificates.map((item: unknown) => gatewayKey(item, options));
  if (uploads !== undefined) throw new TypeError('signers are given, and the keys of this list are not signed each');
  const certs = findMember(list, 'certs');
  if (Array.isArray(certs)) return certs.map((item: unknown) => bareKey(item, demo));
  const payload = findMember(list, 'payload');
  const inner = typeof payload === 'string' ? parseJson(Buffer.from(payload, 'base64').toString('utf8')) : list;
  const groups = findMember(inner, 'eu_keys');
  if (groups === undefined) throw new TypeError('a list of EU DCC signers in a form that is not known');
  return Object.entries(groups as Record<string, unknown>).flatMap(([kid, keys]) =>
    Array.isArray(keys) ? keys.map((item: unknown) => groupedKey(kid, item, demo)) : [],
  );
}

function textOf(item: unknown, member: string): string {
  const value = findMember(item, member);
  return typeof value === 'string' ? value : '';
}

function gatewayKey(item: unknown, { demo, uploads }: EuDccListOptions): SourceKey {
  const kid = textOf(item, 'kid');
  return sourceKey(kid, () => {
    const type = textOf(item, 'certificateType');
    if (type !== '' && type !== 'DSC') throw new TypeError(`not a signer of certificates but ${type}`);
    const [rawData, signature] = [textOf(item, 'rawData'), textOf(item, 'signature')];
    const certificate = uploads === undefined ? rawData : openDetachedCertificate(rawData, signature, uploads);
    const entry = trustEntryFromCertificate(certificate, { demo });
    if (entry.keyId !== kid) throw new TypeError('kid is not that of the certificate');
    // What stands beside the certificate is not signed with it.
    const country = uploads === undefined ? textOf(item, 'country').toUpperCase() : '';
    return { ...entry, country: entry.country || country };
  });
}

const usageLetters: Readonly<Record<string, CertificateKind>> = { v: 'vaccination', t: 'test', r: 'recovery' };

/** Letters of `vtr`; none restrict nothing, and one that is not known lifts no restriction. */
function usagesOf(letters: readonly string[]): CertificateKind[] | null {
  if (letters.length === 0) return null;
  return letters.map((letter) => usageLetters[letter]).filter((kind) => kind !== undefined);
}

function groupedKey(kid: string, item: unknown, demo: boolean): SourceKey {
  return sourceKey(kid, () => {
    const usage = findMember(item, 'keyUsage');
    const letters = Array.isArray(usage) ? usage.filter((letter) => typeof letter === 'string') : [];
    return bareEntry(kid, keyFromSpki(textOf(item, 'subjectPk')), { usages: usagesOf(letters), demo });
  });
}

function bareKey(item: unknown, demo: boolean): SourceKey {
  const kid = textOf(item, 'keyId');
  return sourceKey(kid, () => {
    const key = keyFromSpki(textOf(item, 'subjectPublicKeyInfo') || textOf(item, 'spki'));
    const use = textOf(item, 'use');
    return bareEntry(kid, key, { usages: use === 'sig' ? null : usagesOf(use.split('')), demo });
  });
}

function keyFromSpki(spki: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new TypeError('not a public key', { cause });
  }
}

function bareEntry(
  keyId: string,
  key: KeyObject,
  { usages, demo }: { usages: CertificateKind[] | null; demo: boolean },
): TrustEntry {
  const bare = { issuer: '', country: '', name: '', notBefore: null, notAfter: null };
  return { scheme: 'hcert', keyId, ...bare, spki: spkiOf(key), algorithm: algorithmOf(key), usages, demo };
}
