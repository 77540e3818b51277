// Installs what is missing and builds what is stale, with nothing but Node.
export { ensureBuilt, ensureTestable } from './start/built.mjs';
export { ensureInstalled } from './start/installed.mjs';
