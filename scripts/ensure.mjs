// Installs what is missing and builds what is stale, with nothing but Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends the process with one sentence. */
export function giveUp(sentence) {
  console.error(`\nGapura cannot start: ${sentence}\n`);
  process.exit(1);
}

function assertNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(`this is Node ${process.versions.node}, and 20.19 or newer is needed. Install it from nodejs.org.`);
  }
}

/** Runs npm ci unless what is installed is what the lock file says. */
export async function ensureInstalled() {
  assertNode();
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const stamp = join(root, 'node_modules/.gapura-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  console.log('Installing what is missing (about a minute) …');
  const npm = process.env.npm_execpath;
  const arguments_ = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [program, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  // A production environment would leave out the compilers that the build needs.
  const env = { ...process.env, NODE_ENV: 'development' };
  const { status } = spawnSync(program, [...before, ...arguments_], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
  if (status !== 0) {
    giveUp('npm could not install the packages. The lines above say why; check the network and the disk, then try again.');
  }
  writeFileSync(stamp, wanted);
}

const parts = [
  {
    name: 'server',
    inputs: ['packages', 'apps/server', 'tsconfig.base.json', 'package-lock.json'],
    output: 'apps/server/dist/main.js',
    stamp: 'apps/server/dist/.built',
    command: ['node_modules/@typescript/native/bin/tsc', '-b', 'apps/server'],
    cwd: '.',
  },
  {
    name: 'web app',
    inputs: ['packages', 'apps/web', 'rules', 'package-lock.json'],
    output: 'apps/web/dist/index.html',
    stamp: 'apps/web/dist/.built',
    command: ['../../node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    cwd: 'apps/web',
  },
];

const isSource = (name) => !/^(dist|dist-.*|node_modules|test-results|\..*)$|\.test\.ts$|\.tsbuildinfo$/.test(name);

/** A digest of names, sizes and times of everything a part is built from. */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const found = statSync(join(root, path));
    if (found.isDirectory()) {
      readdirSync(join(root, path)).filter(isSource).sort().forEach((name) => visit(join(path, name)));
    } else {
      hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
    }
  };
  inputs.forEach(visit);
  return hash.digest('hex');
}

/** Builds each part whose sources have changed since it was built. */
export function ensureBuilt() {
  for (const part of parts) {
    const wanted = fingerprint(part.inputs);
    const stamp = join(root, part.stamp);
    if (existsSync(join(root, part.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
      continue;
    }
    console.log(`Building the ${part.name} …`);
    const { status } = spawnSync(process.execPath, part.command, { cwd: join(root, part.cwd), stdio: 'inherit' });
    if (status !== 0) {
      giveUp(`the ${part.name} could not be built. The lines above say why.`);
    }
    writeFileSync(stamp, wanted);
  }
}
