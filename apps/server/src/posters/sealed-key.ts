import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { seal, unseal } from '../config/sealing.ts';
import { StartError } from '../config/start-error.ts';
import type { Queryable } from '../database/pool.ts';
import { getSetting } from '../settings.ts';

const settingName = 'poster-key';

/**
 * The installation's poster key, made at first start. It is kept in the database, sealed with a key that is not there.
 * @throws StartError where the sealing key is not the one of the first start
 */
export async function getPosterKey(db: Queryable, sealingKey: Buffer): Promise<KeyObject> {
  const sealed = await getSetting(db, settingName, seal(makePrivateKey(), sealingKey, settingName));
  return createPrivateKey({ key: open(sealed, sealingKey), format: 'der', type: 'pkcs8' });
}

function makePrivateKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}

function open(sealed: string, sealingKey: Buffer): Buffer {
  try {
    return unseal(sealed, sealingKey, settingName);
  } catch (error) {
    throw new StartError(
      'the poster key of this database was sealed with another secret. Start with the GAPURA_SECRET or the secret file that belongs to it.',
      { cause: error },
    );
  }
}
