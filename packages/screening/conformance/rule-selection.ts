import { readCredential } from '@gapura/credentials';
import { Tally, type Outcome } from '../../credentials/conformance/outcome.ts';
import { readJson } from '../../credentials/conformance/read-corpus.ts';
import { answersOf } from '../src/business-rules/index.ts';
import { readRules } from './read-rules.ts';
import { decodeValueSets } from './value-sets.ts';

interface Case {
  readonly description: string;
  readonly dcc: string;
  readonly rules: readonly unknown[];
  readonly countryOfArrival: string;
  /** Seconds since the epoch. */
  readonly validationClock: number;
  readonly expPass: number;
  readonly expFail: number;
  readonly expOpen: number;
}

interface Cases {
  readonly general: { readonly valueSetProtocolBuffer: string };
  readonly testCases: readonly Case[];
}

const kosovo = 'The value set is a later one, in which XK (Kosovo) was added; the case lists the 249 codes of before.';

/** Which rules are selected for real codes, what they may read of them, and how many pass, fail and stay open. */
export async function runRuleSelection(folder: string): Promise<Outcome[]> {
  const tally = new Tally('cwa-testcases', 'rules selected: pass, fail, open');
  const { general, testCases } = readJson(folder, 'dcc-validation-rules-common-test-cases.json') as Cases;
  const valueSets = {
    ...decodeValueSets(Buffer.from(general.valueSetProtocolBuffer, 'base64')),
    'country-2-codes': countryCodes(folder),
  };
  for (const given of testCases) {
    const expected = [given.expPass, given.expFail, given.expOpen];
    const explanation = given.description.includes('country-2-codes') ? kosovo : null;
    tally.count(given.description, expected, await countsOf(given, valueSets), explanation);
  }
  return [tally.outcome];
}

async function countsOf({ dcc, rules, countryOfArrival, validationClock }: Case, valueSets: object): Promise<unknown> {
  const reading = await readCredential(dcc);
  if (!reading.ok || reading.facts.dcc === undefined) return 'not read';
  const set = readRules({ country: countryOfArrival, valueSets, rules });
  if (typeof set === 'string') return set;
  const facts = { ...reading.facts, dcc: reading.facts.dcc };
  const answers = answersOf(set, facts, new Date(validationClock * 1000)).map(({ answer }) => answer);
  return ['for', 'against', 'undecided'].map((wanted) => answers.filter((answer) => answer === wanted).length);
}

/** The one value set that is not in the cases themselves; the tests of the business rules carry it. */
function countryCodes(folder: string): unknown {
  const sets = readJson(folder, '..', 'dgc-business-rules-testdata', 'valuesets', 'valueSets.json');
  return (sets as Record<string, unknown>)['country-2-codes'];
}
