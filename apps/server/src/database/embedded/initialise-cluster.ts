import { spawn } from 'node:child_process';
import { chown, mkdtemp, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StartError } from '../../config/start-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { ignoreMissing, ServerFailure } from './failures.ts';
import { childEnvironment } from './server-process.ts';

interface Initialisation {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly folder: string;
  readonly cluster: string;
  readonly user: string;
  readonly log: (line: string) => void;
}

/**
 * Makes the cluster at first start, aside and renamed when complete: whatever kills it leaves nothing half made.
 * @throws StartError when the cluster is of another major version
 */
export async function initialiseCluster(initialisation: Initialisation): Promise<void> {
  const { folder, cluster, account, binaries, log } = initialisation;
  if ((await ignoreMissing(stat(cluster))) !== undefined) {
    return assertVersion(cluster, binaries.majorVersion);
  }
  await removeDrafts(folder);
  const draft = await mkdtemp(join(folder, 'draft-'));
  if (account !== undefined) {
    await chown(draft, account.uid, account.gid);
  }
  log('Preparing the database …');
  try {
    await runInitdb(initialisation, draft);
  } catch (error) {
    await removeDrafts(folder);
    throw error;
  }
  await rename(draft, cluster);
  await syncFolder(folder);
}

async function assertVersion(cluster: string, majorVersion: string): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (found !== majorVersion) {
    throw new StartError(
      `the database in ${cluster} was made by PostgreSQL ${found} and this software brings PostgreSQL ${majorVersion}. ` +
        'Start the version of Gapura that made it, or choose another folder with GAPURA_DATA.',
    );
  }
}

async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('draft-')) {
      await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

async function runInitdb({ binaries, account, folder, user }: Initialisation, draft: string): Promise<void> {
  const options = [
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ];
  const child = spawn(binaries.initdb, ['-D', draft, '-U', user, ...options], {
    ...account,
    cwd: folder,
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const code = new Promise<number | null>((done, fail) => child.on('error', fail).on('exit', done));
  const [output, exitCode] = await Promise.all([text(child.stderr), code]);
  if (exitCode !== 0) {
    throw new ServerFailure('initdb', output);
  }
}

/** The new name is safe only after its folder is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
