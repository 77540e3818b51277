import { basename } from 'node:path';
import type { X509 } from '../../x509/index.ts';
import { readCertificate } from '../read-certificate.ts';
import { listTrustFiles, splitCertificates } from '../read-trust-folder.ts';
import { inFile, readBounded } from './source-file.ts';

const maxFileBytes = 4 * 1024 * 1024;

/**
 * The certificates by which an operator says who must have signed: a file or a folder, as for `certificates`. Being given
 * is what makes them trusted.
 * @throws TypeError naming the file that cannot be read, or that there is none
 */
export async function readGivenCertificates(path: string): Promise<X509[]> {
  const given: X509[] = [];
  for (const file of await listTrustFiles(path)) {
    const content = await readBounded(file, maxFileBytes);
    given.push(...inFile(basename(file), () => splitCertificates(content).map(readCertificate)));
  }
  if (given.length === 0) throw new TypeError(`${path} holds no certificate`);
  return given;
}
