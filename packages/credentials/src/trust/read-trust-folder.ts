import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { trustEntryFromCertificate } from './trust-entry-from-certificate.ts';
import type { TrustEntry } from './trust-store.ts';

const extensions = new Set(['.pem', '.crt', '.cer', '.der', '.txt', '.base64', '.b64']);
const maxFileBytes = 4 * 1024 * 1024;

/**
 * Reads signer certificates from a file or from a folder (one level, files named `.pem .crt .cer .der .txt .base64 .b64`;
 * a PEM file may hold several). One unreadable file makes the whole list fail with an error that names it: a trust list
 * with a silent gap would refuse genuine credentials.
 */
export async function readTrustFolder(path: string): Promise<TrustEntry[]> {
  const entries: TrustEntry[] = [];
  for (const file of await listTrustFiles(path)) {
    entries.push(...(await readTrustFile(file)));
  }
  return entries;
}

/** The files of a folder that may hold certificates, in the order of names; a file stands for itself. */
export async function listTrustFiles(path: string, more: readonly string[] = []): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path);
    const isAccepted = (extension: string): boolean => extensions.has(extension) || more.includes(extension);
    const accepted = names.filter((name) => !name.startsWith('.') && isAccepted(extname(name).toLowerCase()));
    return accepted.toSorted().map((name) => join(path, name));
  } catch (cause) {
    throw new Error(`trust list ${path}: ${reasonOf(cause)}`, { cause });
  }
}

async function readTrustFile(file: string): Promise<TrustEntry[]> {
  try {
    if ((await stat(file)).size > maxFileBytes) throw new TypeError(`larger than ${maxFileBytes} bytes`);
    const certificates = splitCertificates(await readFile(file));
    return certificates.map((certificate) => trustEntryFromCertificate(certificate, { demo: false }));
  } catch (cause) {
    throw new Error(`trust list ${file}: ${reasonOf(cause)}`, { cause });
  }
}

export function splitCertificates(content: Buffer): readonly (string | Uint8Array)[] {
  const text = content.toString('latin1');
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [content];
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
