import type { Bytes } from '../bytes.ts';
import { decodeLongBase64 } from '../long-base64.ts';
import { CmsFault } from './cms-fault.ts';

const derSequence = 0x30;
const pem = /^-----BEGIN (CMS|PKCS7)-----([^-]+)-----END \1-----$/u;

/** The bytes of CMS that comes in DER, BER, PEM or base64. @throws CmsFault where a text is none of these */
export function decodeCms(file: Uint8Array): Bytes {
  // A sequence in base64 begins with M, so that no text is taken for one.
  if (file[0] === derSequence) return new Uint8Array(file);
  const text = Buffer.from(file).toString('latin1').trim();
  try {
    return decodeLongBase64((pem.exec(text)?.[2] ?? text).replaceAll(/\s/gu, ''), 'base64');
  } catch {
    throw new CmsFault('malformed', 'neither DER, BER, PEM nor base64');
  }
}
