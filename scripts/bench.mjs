// Runs one benchmark: npm run bench -- <name> [--seconds N]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [name, ...rest] = process.argv.slice(2);
const file = `bench/${name}.ts`;
if (name === undefined || !/^[a-z-]+$/.test(name) || !existsSync(`${root}${file}`)) {
  console.error('Which benchmark? npm run bench -- door');
  process.exit(2);
}
const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', file, ...rest], {
  cwd: root,
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
