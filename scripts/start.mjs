// Installs what is missing, builds what is stale, and serves: npm start
import module from 'node:module';
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

await ensureInstalled();
await ensureBuilt();
// From Node 22 on, modules that were compiled once start faster.
module.enableCompileCache?.();
await import('../apps/server/dist/main.js');
