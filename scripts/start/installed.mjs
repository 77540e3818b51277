import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../verify/root.mjs';
import { giveUp } from './give-up.mjs';
import { assertNode } from './node-version.mjs';
import { withSetupLock } from './setup-lock.mjs';

/** @typedef {{ version?: string, integrity?: string, resolved?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Package */
/** @typedef {{ packages: Record<string, Package> }} LockFile */

const stamp = join(root, 'node_modules/.gapura-lock');

/** Runs npm ci unless what is installed is what the lock file says. */
export async function ensureInstalled() {
  assertNode();
  if (isInstalled()) return;
  await withSetupLock(async () => {
    if (!isInstalled()) install();
  });
}

function isInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (readIfThere(stamp) === wanted) return true;
  if (!agrees(JSON.parse(lock.toString()))) return false;
  // Somebody ran npm by hand, and did it right.
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * npm leaves a list of what it installed once it is done; packages of other platforms are not on it.
 *
 * @param {LockFile} lock
 */
function agrees(lock) {
  const text = readIfThere(join(root, 'node_modules/.package-lock.json'));
  if (text === undefined) return false;
  /** @type {LockFile} */
  const { packages: installed } = JSON.parse(text);
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true;
    const found = installed[path];
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

function install() {
  console.log('Installing what is missing (about a minute) …');
  const startedAt = performance.now();
  // The npm that runs us is surely there; a plain `node scripts/start.mjs` looks for one on the path.
  const npm = process.env['npm_execpath'];
  const [program, before] = npm?.endsWith('.js') === true ? [process.execPath, [npm]] : ['npm', []];
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync(program, [...before, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error !== undefined)
    giveUp(`npm could not be run (${error.message}). It comes with Node; install Node from nodejs.org.`);
  if (status !== 0) {
    giveUp(
      'npm could not install the packages; the lines above say why. Check the network and the disk, then try again.',
    );
  }
  writeFileSync(
    stamp,
    createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
  );
  console.log(`Installed in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
}
