import { runCwaTestcases } from './cwa-testcases.ts';
import { runDgcTestdata } from './dgc-testdata.ts';
import { runEuDccSchema } from './eu-dcc-schema.ts';
import { runEuDccValuesets } from './eu-dcc-valuesets.ts';
import { runHcertTestdata } from './hcert-testdata.ts';
import { runNzcp } from './nzcp.ts';
import type { Corpora } from './outcome.ts';
import { runShcSpec } from './shc-spec.ts';
import { runVciDirectory } from './vci-directory.ts';
import { runWhoDdcc } from './who-ddcc.ts';

/** What the verifier is compared with. */
export const corpora: Corpora = {
  'dgc-testdata': [runDgcTestdata],
  'cwa-testcases': [runCwaTestcases],
  'hcert-testdata': [runHcertTestdata],
  'eu-dcc-schema': [runEuDccSchema],
  'eu-dcc-valuesets': [runEuDccValuesets],
  'shc-spec': [runShcSpec],
  'vci-directory': [runVciDirectory],
  'who-ddcc': [runWhoDdcc],
  nzcp: [runNzcp],
};
