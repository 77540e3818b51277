// Runs one benchmark: npm run bench -- <name> [--seconds N]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, ensureTestable } from './ensure.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [name, ...rest] = process.argv.slice(2);
const file = `bench/${name}.ts`;
if (name === undefined || !/^[a-z-]+$/.test(name) || !existsSync(`${root}${file}`)) {
  console.error('Which benchmark? bench/README.md names them: npm run bench -- door');
  process.exit(2);
}
// What is measured is what operators run: the built packages, with the memory that `npm start` gives them.
await ensureInstalled();
await ensureTestable();
const child = spawn(process.execPath, ['--max-semi-space-size=32', '--import', 'tsx', file, ...rest], {
  cwd: root,
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
