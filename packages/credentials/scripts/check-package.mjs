/**
 * Packs the package as it would be published and has the pack examined: do its entry points exist, and do their types
 * resolve for everybody who can import it? node packages/credentials/scripts/check-package.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'gapura-pack-'));
const maxPackedKb = 500;

try {
  const packed = run('npm', ['pack', '--json', '--pack-destination', scratch], folder);
  /** @type {{ filename: string, size: number, files: { path: string }[] }[]} */
  const [{ filename, size, files }] = JSON.parse(packed.slice(packed.indexOf('[')));
  console.log(`${filename}: ${files.length} files, ${Math.round(size / 1000)} kB`);
  const strange = files.filter(({ path }) => /\.test\.|specimen|tsbuildinfo|\.env/u.test(path));
  if (strange.length > 0) throw new Error(`not for publishing: ${strange.map(({ path }) => path).join(', ')}`);
  if (size > maxPackedKb * 1000) throw new Error(`the pack is larger than ${maxPackedKb} kB`);
  const tarball = join(scratch, filename);
  console.log(run('npx', ['publint', 'run', '--strict', tarball], folder).trim());
  console.log(run('npx', ['attw', '--profile', 'esm-only', '--no-emoji', tarball], folder).trim());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
