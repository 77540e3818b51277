import { readCredential } from '@gapura/credentials';
import { Tally, type Outcome } from './outcome.ts';
import { readJson } from './read-corpus.ts';

interface Case {
  readonly description: string;
  readonly barcodeData: string;
  readonly expUCI: string;
  readonly expCOUNTRYCODEUCI: string;
  readonly expSIGNATURE: string;
}

/** The hashes by which DCC revocation lists name a certificate. */
export async function runCwaTestcases(folder: string): Promise<Outcome[]> {
  const tally = new Tally('cwa-testcases', 'revocation hashes');
  for (const given of readJson(folder, 'RevocationCalculationSampleData.json') as readonly Case[]) {
    const reading = await readCredential(given.barcodeData);
    const identifiers = reading.ok ? reading.facts.identifiers : [];
    const expected = { uci: given.expUCI, 'country-uci': given.expCOUNTRYCODEUCI, signature: given.expSIGNATURE };
    for (const [kind, hash] of Object.entries(expected)) {
      const found = identifiers.find((identifier) => identifier.startsWith(`${kind}:`));
      tally.count(`${given.description} ${kind}`, `${kind}:${hash}`, found ?? 'none');
    }
  }
  return [tally.outcome];
}
