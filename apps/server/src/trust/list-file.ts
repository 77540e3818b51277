import { open, readFile, stat } from 'node:fs/promises';
import { readListKeys } from '@gapura/credentials/node';
import type { ListKey } from '@gapura/credentials';
import { StartError } from '../config/start-error.ts';

/** A JWS begins with the base64url of `{"`; no certificate in any of its forms does. */
const jwsStart = 'eyJ';

/** Whether a path names a signed list, and not a certificate or a folder of certificates. */
export async function isSignedListFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) {
    return false;
  }
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(jwsStart.length), 0, jwsStart.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === jwsStart;
  } finally {
    await file.close();
  }
}

/** @throws StartError where the file cannot be read or holds no keys */
export async function readKeysOfLists(path: string): Promise<ListKey[]> {
  try {
    return readListKeys(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`the keys of GAPURA_TRUST_KEY cannot be used: ${reason}`, { cause: error });
  }
}

/** Another one whenever the file was written since. */
export async function markOf(path: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(path);
  return `${mtimeMs} ${size} ${ino}`;
}
