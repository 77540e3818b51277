// Writes docs/api/openapi.json from the server's own routes; with --check, only compares.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeOpenApi } from '@gapura/server';

const path = fileURLToPath(new URL('../docs/api/openapi.json', import.meta.url));
const text = `${JSON.stringify(await describeOpenApi(), null, 2)}\n`;
if (process.argv.includes('--check')) {
  const committed = await readFile(path, 'utf8').catch(() => '');
  if (committed !== text) {
    console.error('docs/api/openapi.json is not what the routes say. Run: npm run openapi');
    process.exit(1);
  }
} else {
  await writeFile(path, text);
}
