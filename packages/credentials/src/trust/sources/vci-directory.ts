import { verify, X509Certificate } from 'node:crypto';
import { findMember } from '../../json.ts';
import type { RidList } from '../../revocation/revocation-list.ts';
import { trustEntriesFromJwks } from '../trust-entries-from-jwks.ts';
import type { SourceContent, SourceKey } from './source-key.ts';

export interface VciSnapshot {
  readonly snapshot: Uint8Array;
  /** ECDSA with SHA-512 over the snapshot's bytes, DER. */
  readonly signature: Uint8Array;
  /** PEM or DER of the certificate that signed. Whoever gives it vouches for it. */
  readonly certificate: Uint8Array;
}

/**
 * Reads a signed snapshot of the directory of SMART Health Card issuers. Keys are bound to the issuer that publishes them.
 * @throws TypeError where the snapshot is not signed by the certificate
 */
export function readVciDirectory(files: VciSnapshot, { demo }: { readonly demo: boolean }): SourceContent {
  const keys: SourceKey[] = [];
  for (const { info, issuer, name } of openSnapshot(files)) {
    const onUnusable = (key: string, refusal: string) => keys.push({ label: `${issuer} ${key}`, refusal });
    try {
      const entries = trustEntriesFromJwks({ keys: findMember(info, 'keys') }, { issuer, name, demo, onUnusable });
      keys.push(...entries.map((entry) => ({ label: `${issuer} ${entry.keyId}`, entry })));
    } catch (error) {
      keys.push({ label: issuer, refusal: error instanceof Error ? error.message : String(error) });
    }
  }
  return { keys, notes: [] };
}

/** The revocation files that the snapshot holds. @throws TypeError as {@link readVciDirectory} */
export function readVciRevocations(files: VciSnapshot): RidList[] {
  return openSnapshot(files).flatMap(({ info, issuer }) => {
    const lists = findMember(info, 'crls');
    return Array.isArray(lists) ? lists.map((list: unknown) => ridListFrom(list, issuer)) : [];
  });
}

/** A revocation file of an issuer, `/.well-known/crl/<kid>.json`. @throws TypeError */
export function ridListFrom(file: unknown, issuer: string): RidList {
  const [keyId, method, ctr, rids] = ['kid', 'method', 'ctr', 'rids'].map((member) => findMember(file, member));
  if (method !== 'rid') throw new TypeError(`revocation list of ${issuer}: the method must be rid`);
  if (typeof keyId !== 'string' || !Number.isSafeInteger(Number(ctr)) || !Array.isArray(rids)) {
    throw new TypeError(`revocation list of ${issuer}: kid, ctr and rids are needed`);
  }
  return { issuer, keyId, ctr: Number(ctr), rids: rids.map(String) };
}

interface IssuerInfo {
  readonly info: unknown;
  readonly issuer: string;
  readonly name: string;
}

function openSnapshot({ snapshot, signature, certificate }: VciSnapshot): IssuerInfo[] {
  const { publicKey } = new X509Certificate(certificate);
  if (!verify('sha512', snapshot, publicKey, signature)) {
    throw new TypeError('the snapshot is not signed by the given certificate');
  }
  const infos = findMember(JSON.parse(Buffer.from(snapshot).toString('utf8')) as unknown, 'issuerInfo');
  if (!Array.isArray(infos)) throw new TypeError('the snapshot has no issuerInfo');
  return infos.map((info: unknown) => {
    const issuer = findMember(info, 'issuer');
    return { info, issuer: textOf(issuer, 'iss'), name: textOf(issuer, 'name') };
  });
}

function textOf(value: unknown, member: string): string {
  const text = findMember(value, member);
  return typeof text === 'string' ? text : '';
}
