// Runs fault tests with their negative controls: npm run faults -- [F1 F2 …] [--minutes N] [--seed N]
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, ensureTestable } from './ensure.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// The servers that are killed are the ones that operators run.
await ensureInstalled();
await ensureTestable();
const child = spawn(process.execPath, ['packages/testkit/dist/faults/main.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code) => process.exit(code ?? 1));
