import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

const secretBytes = 32;

/**
 * The root secret from its base64 text.
 * @throws StartError when it is not base64 of at least 32 bytes
 */
export function parseSecret(text: string): Buffer {
  const secret = findSecret(text);
  if (secret === undefined) {
    throw new StartError('GAPURA_SECRET must be base64 of at least 32 random bytes (openssl rand -base64 32)', {
      exitCode: 2,
    });
  }
  return secret;
}

function findSecret(text: string): Buffer | undefined {
  const secret = Buffer.from(text, 'base64');
  return /^[\w+/-]+=*$/.test(text) && secret.length >= secretBytes ? secret : undefined;
}

/**
 * The root secret of this data folder, made at first start and readable by its owner only.
 * @throws StartError when the file holds no secret
 */
export async function loadOrCreateSecretFile(folder: string): Promise<Buffer> {
  const path = join(folder, 'secret');
  const text = (await readIfThere(path)) ?? (await createSecretFile(folder, path));
  const secret = findSecret(text.trim());
  if (secret === undefined) {
    throw new StartError(
      `the secret in ${path} is damaged. Bring it back from a backup: sessions and posters depend on it.`,
    );
  }
  return secret;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** The file appears whole or not at all, and of several processes the first one decides. */
async function createSecretFile(folder: string, path: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(secretBytes).toString('base64'));
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

/** A key of its own for each purpose (RFC 5869), so that one that leaks opens nothing else. */
export function deriveKey(root: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `gapura:${purpose}`, 32));
}
