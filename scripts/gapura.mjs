// The commands of operators: npm run -s gapura -- <command>
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

await ensureInstalled();
await ensureBuilt();
await import('../apps/server/dist/cli/main.js');
