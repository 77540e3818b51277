import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deriveKey, loadOrCreateSecretFile, parseSecret } from './secrets.ts';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gapura-secret-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('makes one secret that only its owner reads, also when several processes ask at once', async () => {
  const folder = await makeFolder();
  const [first, second] = await Promise.all([loadOrCreateSecretFile(folder), loadOrCreateSecretFile(folder)]);
  expect(first).toHaveLength(32);
  expect(second).toEqual(first);
  expect(await loadOrCreateSecretFile(folder)).toEqual(first);
  expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['secret']);
});

test('never replaces a damaged secret', async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, 'secret'), 'cut');
  await expect(loadOrCreateSecretFile(folder)).rejects.toMatchObject({ name: 'StartError' });
  expect(await readFile(join(folder, 'secret'), 'utf8')).toBe('cut');
});

test.each(['', 'short', '!'.repeat(44), Buffer.alloc(31).toString('base64')])('refuses “%s” as a secret', (text) => {
  expect(() => parseSecret(text)).toThrow('at least 32 random bytes');
});

test('derives another key for each purpose, always the same', () => {
  const root = Buffer.alloc(32, 1);
  expect(deriveKey(root, 'sessions')).toEqual(deriveKey(root, 'sessions'));
  expect(deriveKey(root, 'sessions')).not.toEqual(deriveKey(root, 'posters'));
  expect(deriveKey(root, 'sessions')).toHaveLength(32);
});
