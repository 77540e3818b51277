import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

const secretBytes = 32;

/** @throws StartError when it is not base64 of at least 32 bytes. */
export function parseSecret(text: string): Buffer {
  const secret = Buffer.from(text, 'base64');
  if (secret.length < secretBytes) {
    throw new StartError('GAPURA_SECRET must be base64 of at least 32 random bytes.', { exitCode: 2 });
  }
  return secret;
}

/** The root secret of this data folder, made at first start and readable by its owner only. */
export async function loadOrCreateSecretFile(folder: string): Promise<Buffer> {
  const path = join(folder, 'secret');
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(path, randomBytes(secretBytes).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
  return parseSecret(await readFile(path, 'utf8'));
}

/** A key of its own for each purpose (RFC 5869), so that one that leaks opens nothing else. */
export function deriveKey(root: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `gapura:${purpose}`, 32));
}
