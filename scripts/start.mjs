// Installs what is missing, builds what is stale, and serves: npm start
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

await ensureInstalled();
await ensureBuilt();
await import('../apps/server/dist/main.js');
