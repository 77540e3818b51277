/**
 * Bundles the built package for browsers as a web app would, and fails where anything of Node is in it or where a format
 * has outgrown its bound: node packages/credentials/scripts/size.mjs. Sizes are gzipped kB (1,000 bytes), minified.
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** @import { OutputChunk } from 'rolldown' */

const root = new URL('..', import.meta.url);

const page = 'page-that-verifies';
const pageCode = `export { createTrustStore, verifyCredential } from '${fileURLToPath(new URL('dist/index.js', root))}';`;

/** What such a page loads at once, and what it loads when a credential of that format is met. */
const bounds = [
  { name: 'core and HC1', entry: page, kB: 14 },
  { name: 'SMART Health Cards', entry: 'formats/smart-health-card/open', kB: 6.5 },
  { name: 'VDS-NC', entry: 'formats/vds-nc/open', kB: 8.5 },
  { name: 'NZ pass', entry: 'formats/nz-pass/open', kB: 3 },
  { name: 'DIVOC with JSON-LD', entry: 'formats/divoc/open', kB: 42 },
];

const chunks = await bundle();
const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
const failures = chunks.flatMap(findForeignParts);
const core = withImports(getChunk(page), new Set(), false);
for (const { name, entry, kB } of bounds) {
  const parts = entry === page ? core : withImports(getChunk(entry), new Set(core), true);
  const size = [...parts].filter((chunk) => entry === page || !core.has(chunk)).reduce(addGzipped, 0) / 1000;
  console.log(`${name.padEnd(20)} ${size.toFixed(1).padStart(5)} kB of ${kB}`);
  if (size > kB) failures.push(`${name} takes ${size.toFixed(1)} kB gzipped, more than ${kB}`);
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;

/** @returns {Promise<OutputChunk[]>} */
async function bundle() {
  const conditionNames = ['browser', 'import', 'default'];
  const plugin = {
    name: page,
    resolveId: (/** @type {string} */ id) => (id === page ? id : null),
    load: (/** @type {string} */ id) => (id === page ? pageCode : null),
  };
  const build = await rolldown({ input: page, platform: 'browser', resolve: { conditionNames }, plugins: [plugin] });
  const { output } = await build.generate({ format: 'es', minify: true });
  await build.close();
  return output.filter((part) => part.type === 'chunk');
}

/**
 * @param {string} path of a module of the package, without its ending
 * @returns {OutputChunk}
 */
function getChunk(path) {
  const endings = [`/dist/${path}.js`, page === path ? page : '\0'];
  const found = chunks.find(({ facadeModuleId }) => endings.some((ending) => facadeModuleId?.endsWith(ending)));
  if (found === undefined) throw new Error(`There is no chunk of its own for ${path}`);
  return found;
}

/**
 * @param {OutputChunk} chunk
 * @param {Set<OutputChunk>} seen
 * @param {boolean} followDynamic whether what it loads later counts as well
 * @returns {Set<OutputChunk>}
 */
function withImports(chunk, seen, followDynamic) {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  for (const file of [...chunk.imports, ...(followDynamic ? chunk.dynamicImports : [])]) {
    const imported = byFile.get(file);
    if (imported !== undefined) withImports(imported, seen, followDynamic);
  }
  return seen;
}

/**
 * @param {number} sum
 * @param {OutputChunk} chunk
 */
function addGzipped(sum, { code }) {
  return sum + gzipSync(code, { level: 9 }).length;
}

/**
 * @param {OutputChunk} chunk
 * @returns {string[]}
 */
function findForeignParts({ fileName, code, imports, dynamicImports }) {
  const foreign = [...imports, ...dynamicImports].filter((file) => !byFile.has(file));
  const importMeta = code.includes('import.meta') ? ['import.meta'] : [];
  return [...foreign, ...importMeta].map((part) => `${fileName} needs ${part}`);
}
