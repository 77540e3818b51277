import { dirname, join } from 'node:path';
import { Tally, type Outcome } from '../../credentials/conformance/outcome.ts';
import { listFiles, readJson } from '../../credentials/conformance/read-corpus.ts';
import { answersOf, type BusinessRules } from '../src/business-rules/index.ts';
import { readRules } from './read-rules.ts';

interface Test {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly expected: boolean;
  readonly external: { readonly validationClock?: string; readonly valueSets: unknown };
}

/** The entry rules of eight countries, each read as a pack reads it and asked about the certificates of its tests. */
export async function runBusinessRules(folder: string): Promise<Outcome[]> {
  const [form, tests] = ['form of rules', 'what rules say of certificates'].map(
    (expectation) => new Tally('business-rules', expectation),
  );
  if (form === undefined || tests === undefined) return [];
  for (const file of listFiles(folder, '/rule.json')) {
    const rule = readJson(folder, file) as { readonly Country: string; readonly ValidFrom: string };
    const read = (valueSets: unknown) => readRules({ country: rule.Country, valueSets, rules: [rule] });
    const parsed = read({});
    form.count(file, 'read', typeof parsed === 'string' ? parsed : 'read');
    const name = dirname(file);
    for (const testFile of listFiles(join(folder, name, 'tests'), '.json')) {
      const test = readJson(folder, name, 'tests', testFile) as Test;
      const set = read(test.external.valueSets);
      const clock = new Date(test.external.validationClock ?? rule.ValidFrom);
      tests.count(
        `${name}/${testFile} ${test.name}`,
        test.expected,
        typeof set === 'string' ? set : answerOf(set, test, clock),
      );
    }
  }
  return [form.outcome, tests.outcome];
}

/** A rule that does not hold for a kind of certificate says nothing against it. */
function answerOf(set: BusinessRules, { payload }: Test, clock: Date): boolean | string {
  const [only] = answersOf(set, factsOf(payload), clock);
  if (only === undefined) return true;
  return only.answer === 'undecided' ? 'undecided' : only.answer === 'for';
}

const signer = { country: '', name: '', keyId: '', demo: true };
const holder = { familyName: '', givenName: '', standardFamilyName: '', standardGivenName: '', bornOn: '' };

/** Rules read the payload; these tests have no signed certificate around it. */
function factsOf(payload: Test['payload']) {
  return {
    format: 'eu-dcc' as const,
    holder,
    issuer: signer,
    doses: [],
    tests: [],
    recoveries: [],
    exemptions: [],
    issuedAt: null,
    validUntil: null,
    certificateId: '',
    identifiers: [],
    dcc: { payload, issuerCountry: '' },
  };
}
