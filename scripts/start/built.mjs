import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../verify/root.mjs';
import { giveUp } from './give-up.mjs';
import { withSetupLock } from './setup-lock.mjs';

/**
 * @typedef {object} Part something that is built
 * @property {string} name
 * @property {string[]} inputs files and folders it is built from
 * @property {string} output a file that is there once it is built
 * @property {string} stamp what it was built from
 * @property {string} folder where its command runs
 * @property {() => string[]} command arguments of Node
 */

const compiler = 'node_modules/@typescript/native/bin/tsc';
const serverEntry = 'apps/server/dist/main.js';

/**
 * Without its output the compiler would still believe its own notes and write nothing.
 *
 * @param {string} project
 * @param {string} output
 */
const compile = (project, output) => [compiler, '-b', project, ...(existsSync(join(root, output)) ? [] : ['--force'])];

/** @type {Part[]} */
const parts = [
  {
    name: 'server',
    inputs: ['packages', 'apps/server', 'tsconfig.base.json', 'package-lock.json'],
    output: serverEntry,
    stamp: 'apps/server/dist/.built',
    folder: '.',
    command: () => compile('apps/server', serverEntry),
  },
  {
    name: 'web app',
    inputs: ['packages', 'apps/web', 'rules', 'package-lock.json'],
    output: 'apps/web/dist/index.html',
    stamp: 'apps/web/dist/.built',
    folder: 'apps/web',
    command: () => [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
  },
];

const faultTests = 'packages/testkit/dist/faults/main.js';

/** @type {Part} What fault tests and benchmarks need besides; it stands on the server, so it comes after it. */
const testkit = {
  name: 'test kit',
  inputs: ['packages', 'apps/server', 'tsconfig.base.json', 'package-lock.json'],
  output: faultTests,
  stamp: 'packages/testkit/dist/.built',
  folder: '.',
  command: () => compile('packages/testkit', faultTests),
};

/** Builds each part whose sources have changed since it was built. */
export async function ensureBuilt() {
  await ensureFresh(parts);
}

/** The same, and what tests the built server from outside. */
export async function ensureTestable() {
  await ensureFresh(parts);
  await ensureFresh([testkit]);
}

/** @param {Part[]} wanted */
async function ensureFresh(wanted) {
  if (wanted.every(isFresh)) return;
  await withSetupLock(async () => {
    await Promise.all(wanted.filter((part) => !isFresh(part)).map(build));
  });
}

/** @param {Part} part */
function isFresh({ inputs, output, stamp }) {
  const path = join(root, stamp);
  return existsSync(join(root, output)) && existsSync(path) && readFileSync(path, 'utf8') === fingerprint(inputs);
}

/**
 * A digest of names, sizes and times of everything a part is built from.
 *
 * @param {string[]} inputs
 */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) addToHash(hash, input);
  return hash.digest('hex');
}

const notSource = /^(dist|dist-.*|node_modules|test-results|\..*)$|\.test\.tsx?$|\.tsbuildinfo$/;

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addToHash(hash, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    const names = readdirSync(join(root, path)).filter((name) => !notSource.test(name));
    for (const name of names.toSorted()) addToHash(hash, `${path}/${name}`);
  } else {
    hash.update(`${path}\0${found?.size}\0${found?.mtimeMs}\n`);
  }
}

/** @param {Part} part */
async function build({ name, inputs, stamp, folder, command }) {
  console.log(`Building the ${name} …`);
  const wanted = fingerprint(inputs);
  const path = join(root, stamp);
  rmSync(path, { force: true });
  const { ok, output } = await runNode(command(), join(root, folder));
  if (!ok) {
    console.error(output.trimEnd());
    giveUp(`the ${name} could not be built; the lines above say why.`);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wanted);
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function runNode(args, cwd) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (/** @type {Buffer} */ part) => (output += part.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ ok: code === 0, output }));
  });
}
