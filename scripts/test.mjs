// The whole proof on a bare machine: installs what is missing, then verifies. npm test [-- --only step,step]
import { ensureInstalled } from './ensure.mjs';
import { verify } from './verify/run.mjs';

await ensureInstalled();
process.exitCode = await verify(process.argv.slice(2));
