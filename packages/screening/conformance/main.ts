/** Runs the verifier and the rules over corpora that others wrote: npm run conformance [-- --folder <dir>] [--only <corpus>] [--json] */
import { corpora as ofVerifier } from '../../credentials/conformance/corpora.ts';
import { runConformance } from '../../credentials/conformance/run-conformance.ts';
import { runBusinessRules } from './business-rules.ts';
import { runCertLogic } from './cert-logic.ts';
import { runHolders } from './holders.ts';
import { runRuleSelection } from './rule-selection.ts';

await runConformance(import.meta.url, {
  ...ofVerifier,
  'cwa-testcases': [...(ofVerifier['cwa-testcases'] ?? []), runRuleSelection, runHolders],
  'certlogic-spec': [runCertLogic],
  'dgc-business-rules-testdata': [runBusinessRules],
});
