import { createPublicKey, sign, verify } from 'node:crypto';
import type { Queryable } from '../database/pool.ts';
import { fromCrockford, toCrockford } from './crockford.ts';
import { getPosterKey } from './sealed-key.ts';

const signatureBytes = 64;
const maxRemembered = 10_000;

/** Makes and recognises the signed addresses that the posters of this installation hold. */
export interface PosterSigner {
  /** SubjectPublicKeyInfo, base64: phones verify posters with it. */
  readonly spki: string;
  /** The poster's text, wholly upper case, so that its QR code needs few modules. */
  url(code: string): string;
  isGenuine(code: string, signature: string): boolean;
}

export interface PosterSignerOptions {
  readonly db: Queryable;
  readonly origin: string;
  readonly sealingKey: Buffer;
}

/**
 * ECDSA P-256 over `gapura-gate:1:<origin>:<code>`, so that a code moved to another host is not genuine there. The
 * signature is r‖s in Crockford's base32.
 * @throws StartError where the key of this installation cannot be unsealed
 */
export async function createPosterSigner({ db, origin, sealingKey }: PosterSignerOptions): Promise<PosterSigner> {
  const key = await getPosterKey(db, sealingKey);
  const publicKey = createPublicKey(key);
  const messageOf = (code: string): Buffer => Buffer.from(`gapura-gate:1:${origin.toLowerCase()}:${code}`);
  // ECDSA gives another signature each time; a gate should keep its address while the process runs.
  const urls = new Map<string, string>();
  return {
    spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    url(code) {
      const signature = (): Buffer => sign('sha256', messageOf(code), { key, dsaEncoding: 'ieee-p1363' });
      const url = urls.get(code) ?? `${origin.toUpperCase()}/G/${code}/${toCrockford(signature())}`;
      if (urls.size < maxRemembered) {
        urls.set(code, url);
      }
      return url;
    },
    isGenuine(code, signature) {
      const bytes = fromCrockford(signature, signatureBytes);
      return bytes !== null && verify('sha256', messageOf(code), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes);
    },
  };
}
