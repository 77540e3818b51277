import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { listTrustFiles, splitCertificates } from '../read-trust-folder.ts';
import { trustEntriesFromDidDocument } from '../trust-entries-from-did-document.ts';
import { trustEntriesFromJwks } from '../trust-entries-from-jwks.ts';
import { trustEntryFromCertificate } from '../trust-entry-from-certificate.ts';
import { createTrustStore, type TrustEntry, type TrustScheme } from '../trust-store.ts';
import { readAuthorities, readMasterLists } from './authorities.ts';
import { readEuDccList } from './eu-dcc-list.ts';
import { readGivenCertificates } from './given-certificates.ts';
import { maxMasterListFileBytes } from './master-list.ts';
import { openSignedCertificate, type SignedCertificateOptions } from './signed-certificate.ts';
import { readSingleKey } from './single-key.ts';
import { inFile, readBounded } from './source-file.ts';
import { joinContents, sourceKey, type SourceContent, type SourceKey } from './source-key.ts';
import { readVciDirectory } from './vci-directory.ts';

/** Where keys come from. Every `path` is a file; those of certificates and authorities may be a folder, signed or not. */
export type TrustSource =
  | { readonly kind: 'certificates'; readonly path: string }
  /** CMS files with one certificate each; `signers` are certificates of whom one must have signed, a file or folder. */
  | { readonly kind: 'signed-certificates'; readonly path: string; readonly signers: string }
  | { readonly kind: 'authorities'; readonly path: string }
  /** A signed ICAO master list; `authorities` are CSCA certificates above its signer, a file or folder. */
  | { readonly kind: 'master-list'; readonly path: string; readonly authorities: string }
  /** `key` signed the list, `signers` each of its certificates: a file or folder. */
  | { readonly kind: 'eu-dcc-list'; readonly path: string; readonly key?: string; readonly signers?: string }
  | { readonly kind: 'vci-directory'; readonly path: string; readonly signature: string; readonly certificate: string }
  | {
      readonly kind: 'jwks';
      readonly path: string;
      readonly issuer: string;
      readonly name: string;
      readonly country?: string;
    }
  | {
      readonly kind: 'did-document';
      readonly path: string;
      readonly scheme?: 'nz-pass' | 'divoc' | 'hcert';
      readonly issuer?: string;
      readonly name?: string;
      readonly country?: string;
    }
  | {
      readonly kind: 'key';
      readonly path: string;
      readonly scheme: TrustScheme;
      readonly keyId: string;
      readonly issuer?: string;
      readonly country?: string;
      readonly name: string;
    };

export interface TrustSourceOptions {
  readonly environment: 'production' | 'test';
  /** By which signers of CMS must be in date. */
  readonly now: Date;
}

/**
 * Reads the keys of one source. Keys that cannot be used, or not in this environment, are in its answer with their reason.
 * @throws Error where the whole source cannot be read or is not authentic
 */
export async function readTrustSource(
  source: TrustSource,
  { environment, now }: TrustSourceOptions,
): Promise<SourceContent> {
  const content = await readByKind(source, { demo: environment === 'test', nowMs: now.getTime() });
  return { ...content, keys: content.keys.map((key) => assertAllowed(key, environment)) };
}

function assertAllowed(key: SourceKey, environment: TrustSourceOptions['environment']): SourceKey {
  if (!('entry' in key)) return key;
  return sourceKey(key.label, () => {
    createTrustStore([key.entry], { environment });
    return key.entry;
  });
}

interface Circumstances {
  readonly demo: boolean;
  readonly nowMs: number;
}

async function readByKind(source: TrustSource, { demo, nowMs }: Circumstances): Promise<SourceContent> {
  switch (source.kind) {
    case 'certificates':
      return joinFiles(await listTrustFiles(source.path), (file, bytes) => readCertificates(file, bytes, demo));
    case 'authorities':
      return joinFiles(await listTrustFiles(source.path, ['.ml', '.ldif']), (_file, bytes) =>
        readAuthorities(bytes, { demo }),
      );
    case 'signed-certificates':
      return readSignedCertificates(source, { demo, nowMs });
    case 'master-list': {
      const authorities = await readGivenCertificates(source.authorities);
      const content = await readBounded(source.path, maxMasterListFileBytes);
      return readMasterLists(content, { authorities, demo, nowMs });
    }
    case 'eu-dcc-list':
      return readEuList(source, { demo, nowMs });
    case 'vci-directory': {
      const [snapshot, signature, certificate] = await Promise.all(
        [source.path, source.signature, source.certificate].map((path) => readFile(path)),
      );
      return readVciDirectory(
        { snapshot: given(snapshot), signature: given(signature), certificate: given(certificate) },
        { demo },
      );
    }
    case 'jwks':
    case 'did-document':
      return readDocument(source, JSON.parse(await readFile(source.path, 'utf8')), demo);
    default:
      return readKey(source, await readFile(source.path, 'utf8'), demo);
  }
}

function given(bytes: Buffer | undefined): Uint8Array {
  return bytes ?? new Uint8Array();
}

async function joinFiles(
  files: readonly string[],
  read: (file: string, bytes: Buffer) => SourceContent,
): Promise<SourceContent> {
  const contents = await Promise.all(files.map(async (file) => read(basename(file), await readFile(file))));
  return joinContents(contents);
}

async function readEuList(
  { path, key, signers }: Extract<TrustSource, { kind: 'eu-dcc-list' }>,
  { demo, nowMs }: Circumstances,
): Promise<SourceContent> {
  const signerPem = key === undefined ? null : await readFile(key, 'utf8');
  const uploads = signers === undefined ? {} : { uploads: { signers: await readGivenCertificates(signers), nowMs } };
  return readEuDccList(await readFile(path, 'utf8'), { signerPem, demo, ...uploads });
}

const maxSignedCertificateBytes = 256 * 1024;

/** A file that none of the signers has signed makes the whole source fail; a certificate that is of no use is refused. */
async function readSignedCertificates(
  source: Extract<TrustSource, { kind: 'signed-certificates' }>,
  { demo, nowMs }: Circumstances,
): Promise<SourceContent> {
  const options: SignedCertificateOptions = { signers: await readGivenCertificates(source.signers), nowMs };
  const keys: SourceKey[] = [];
  for (const path of await listTrustFiles(source.path, ['.cms', '.p7m'])) {
    const file = basename(path);
    const content = await readBounded(path, maxSignedCertificateBytes);
    const certificate = inFile(file, () => openSignedCertificate(content, options));
    keys.push(sourceKey(file, () => trustEntryFromCertificate(certificate, { demo })));
  }
  return { keys, notes: [] };
}

function readCertificates(file: string, bytes: Buffer, demo: boolean): SourceContent {
  const certificates = splitCertificates(bytes);
  return {
    keys: certificates.map((certificate) => sourceKey(file, () => trustEntryFromCertificate(certificate, { demo }))),
    notes: [],
  };
}

function readDocument(
  source: Extract<TrustSource, { kind: 'jwks' | 'did-document' }>,
  document: unknown,
  demo: boolean,
): SourceContent {
  const refused: SourceKey[] = [];
  const onUnusable = (label: string, refusal: string) => void refused.push({ label, refusal });
  const entries =
    source.kind === 'jwks'
      ? trustEntriesFromJwks(document, { ...source, demo, onUnusable })
      : trustEntriesFromDidDocument(document, { ...source, demo, onUnusable });
  return { keys: [...entries.map((entry: TrustEntry) => ({ label: entry.keyId, entry })), ...refused], notes: [] };
}

function readKey(source: Extract<TrustSource, { kind: 'key' }>, text: string, demo: boolean): SourceContent {
  const { scheme, keyId, name, issuer = '', country = '' } = source;
  const read = (): TrustEntry => readSingleKey(text, { scheme, keyId, issuer, country, name, demo });
  return { keys: [sourceKey(keyId, read)], notes: [] };
}
