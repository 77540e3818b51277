import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { StartError } from '../config/start-error.ts';
import type { Queryable } from '../database/pool.ts';
import { getSetting } from '../settings.ts';

const settingName = 'poster-key';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * The installation's poster key, made at first start. It is kept in the database, sealed with a key that is not there.
 * @throws StartError where the sealing key is not the one of the first start
 */
export async function getPosterKey(db: Queryable, sealingKey: Buffer): Promise<KeyObject> {
  const sealed = await getSetting(db, settingName, seal(makePrivateKey(), sealingKey));
  return createPrivateKey({ key: unseal(sealed, sealingKey), format: 'der', type: 'pkcs8' });
}

function makePrivateKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}

/** AES-256-GCM: nonce, tag and sealed bytes, in base64. */
function seal(plain: Buffer, key: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(settingName));
  const bytes = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64');
}

function unseal(sealed: string, key: Buffer): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const nonce = bytes.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(settingName),
  );
  try {
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch (error) {
    throw new StartError(
      'the poster key of this database was sealed with another secret. Start with the GAPURA_SECRET or the secret file that belongs to it.',
      { cause: error },
    );
  }
}
