/**
 * What a visitor's phone loads before the check-in can be tapped: every script and style of the entry and of the
 * gate's page, compressed one by one as the server sends them. Fails when that passes the budget.
 * Run after the build: `node apps/web/scripts/budget.mjs`.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgetBytes = 25_000;
const folder = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8'));
const wanted = ['index.html', 'src/visitor/gate-page.tsx'];

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

function closure(names, seen = new Set()) {
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the build has no ${name}`);
    if (!seen.has(name)) {
      seen.add(name);
      closure(chunk.imports ?? [], seen);
    }
  }
  return seen;
}

const files = new Set([...closure(wanted)].flatMap((name) => [manifest[name].file, ...(manifest[name].css ?? [])]));
const sizes = [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(new URL(file, folder))).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);

for (const { file, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes)) say(`${String(bytes).padStart(7)}  ${file}`);
say(`${String(total).padStart(7)}  bytes gzip until the tap, of ${budgetBytes}`);
if (total > budgetBytes) {
  say('The visitor’s page is over its budget.');
  process.exitCode = 1;
}
