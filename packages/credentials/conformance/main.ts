/** Runs the verifier alone over corpora that others wrote; `npm run conformance` runs the rules too. */
import { corpora } from './corpora.ts';
import { runConformance } from './run-conformance.ts';

await runConformance(import.meta.url, corpora);
