import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import type { Queryable } from '../database/pool.ts';
import { getSetting } from '../settings.ts';

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const signatureBytes = 64;

/** Makes and recognises the signed addresses that the posters of this installation hold. */
export interface PosterSigner {
  /** SubjectPublicKeyInfo, base64: phones verify posters with it. */
  readonly spki: string;
  /** The poster's text, wholly upper case, so that its QR code needs few modules. */
  url(code: string): string;
  isGenuine(code: string, signature: string): boolean;
}

/**
 * ECDSA P-256 over `gapura-gate:1:<origin>:<code>`; the signature is r‖s in Crockford base32. The key is made at first start
 * and kept in the database, sealed with a key that is not there.
 */
export async function createPosterSigner(deps: { db: Queryable; origin: string; sealingKey: Buffer }): Promise<PosterSigner> {
  const sealed = await getSetting(deps.db, 'poster-key', seal(makePrivateKey(), deps.sealingKey));
  const key = createPrivateKey({ key: open(sealed, deps.sealingKey), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key);
  const textOf = (code: string): Buffer => Buffer.from(`gapura-gate:1:${deps.origin.toLowerCase()}:${code}`);
  return {
    spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    url(code) {
      const signature = sign('sha256', textOf(code), { key, dsaEncoding: 'ieee-p1363' });
      return `${deps.origin.toUpperCase()}/G/${code}/${toBase32(signature)}`;
    },
    isGenuine(code, signature) {
      const bytes = fromBase32(signature);
      return bytes !== null && verify('sha256', textOf(code), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes);
    },
  };
}

function makePrivateKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}

/** AES-256-GCM; nonce, tag and text in base64. */
function seal(plain: Buffer, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
}

function open(sealed: string, key: Buffer): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => symbols.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

function fromBase32(text: string): Buffer | null {
  if (text.length !== Math.ceil((signatureBytes * 8) / 5) || [...text].some((symbol) => !symbols.includes(symbol))) {
    return null;
  }
  const bits = [...text].map((symbol) => symbols.indexOf(symbol).toString(2).padStart(5, '0')).join('');
  const groups = bits.slice(0, signatureBytes * 8).match(/.{8}/g) ?? [];
  return Buffer.from(groups.map((group) => Number.parseInt(group, 2)));
}
