import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { canEnter, chooseAccount } from './account.ts';

const root = 'root:x:0:0:root:/root:/bin/bash';
const daemon = 'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin';
const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';
const postgres = 'postgres:x:101:104::/var/lib/postgresql:/bin/bash';

test.each([
  ['postgres before all', [root, daemon, nobody, postgres], { uid: 101, gid: 104 }],
  ['nobody next', [root, daemon, nobody], { uid: 65534, gid: 65534 }],
  ['any other', [root, daemon], { uid: 1, gid: 1 }],
  ['a second name of root is no other account', [root, 'toor:x:0:0::/root:/bin/sh'], undefined],
  ['lines that are no accounts', ['', '# a comment', '+::::::', 'half:x'], undefined],
])('chooses %s', (_, lines, chosen) => {
  expect(chooseAccount(lines.join('\n'))).toEqual(chosen);
});

test('sees whether an account can enter a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gapura-account-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stranger = { uid: 64_000, gid: 64_000 };
  expect(await canEnter(stranger, folder)).toBe(false);
  await chmod(folder, 0o711);
  expect(await canEnter(stranger, folder)).toBe(true);
});
