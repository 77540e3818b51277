import { readCredential } from '@gapura/credentials';
import { mintText } from './mint.ts';
import { Tally, type Outcome } from './outcome.ts';
import { listFiles, readJson } from './read-corpus.ts';

const unlikelyBirth =
  'A date of birth is shown as far as it is given: real certificates carry partial, empty and unlikely ones.';

const lenient = new Map([
  ['test/invalid/invalid_dob.json', unlikelyBirth],
  ['test/invalid/invalid_dob2.json', unlikelyBirth],
]);

const expectations = [
  ['test/valid', 'valid examples', true],
  ['examples', 'published examples', true],
  ['test/invalid', 'invalid examples', false],
] as const;

/** The examples of the schema, each signed for the run. */
export async function runEuDccSchema(folder: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [part, expectation, expected] of expectations) {
    const tally = new Tally('eu-dcc-schema', expectation);
    for (const file of listFiles(folder, '.json').filter((name) => name.startsWith(`${part}/`))) {
      const reading = await readCredential(mintText(readJson(folder, file)));
      tally.count(file, expected, reading.ok, lenient.get(file) ?? null);
    }
    outcomes.push(tally.outcome);
  }
  return outcomes;
}
