// The whole proof, in order: npm run verify [-- --only step,step]
import { verify } from './verify/run.mjs';

process.exitCode = await verify(process.argv.slice(2));
