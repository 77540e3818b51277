import { join } from 'node:path';
import type { CertLogicExpression } from 'certlogic-js';
import { evaluate } from 'certlogic-js/dist/evaluator.js';
import { validateFormat } from 'certlogic-js/dist/validation/index.js';
import { Tally, type Outcome } from '../../credentials/conformance/outcome.ts';
import { listFiles, readJson } from '../../credentials/conformance/read-corpus.ts';

interface Skippable {
  readonly directive?: 'skip' | 'only';
}

interface Suite extends Skippable {
  readonly name: string;
  readonly cases: readonly (Skippable & {
    readonly name?: string;
    readonly certLogicExpression?: CertLogicExpression;
    readonly assertions?: readonly (Skippable & {
      readonly data: unknown;
      readonly expected: unknown;
      readonly certLogicExpression?: CertLogicExpression;
    })[];
    /** Of the suites about form: what is wrong with the expression. */
    readonly issues?: readonly unknown[];
  })[];
}

const isMeant = ({ directive }: Skippable): boolean => directive !== 'skip';

/** The language's own test suites: what expressions evaluate to, and what is wrong with their form. */
export async function runCertLogic(folder: string): Promise<Outcome[]> {
  const specification = join(folder, 'certlogic', 'specification');
  return [
    runSuites(join(specification, 'testSuite'), 'values of expressions', countValues),
    runSuites(join(specification, 'validation-testSuite'), 'form of expressions', countForms),
  ];
}

function runSuites(folder: string, expectation: string, count: (suite: Suite, tally: Tally) => void): Outcome {
  const tally = new Tally('certlogic-spec', expectation);
  for (const file of listFiles(folder, '.json')) {
    const suite = readJson(folder, file) as Suite;
    if (isMeant(suite)) count(suite, tally);
  }
  return tally.outcome;
}

function countValues({ name: suite, cases }: Suite, tally: Tally): void {
  for (const { name = '', certLogicExpression, assertions = [] } of cases.filter(isMeant)) {
    assertions.forEach((assertion, index) => {
      const expression = assertion.certLogicExpression ?? certLogicExpression ?? null;
      if (isMeant(assertion))
        tally.count(`${suite}, ${name} ${index}`, assertion.expected, valueOf(expression, assertion));
    });
  }
}

function valueOf(expression: CertLogicExpression | null, { data }: { readonly data: unknown }): unknown {
  try {
    const value: unknown = evaluate(expression as CertLogicExpression, data);
    // Suites write date-times as JSON does.
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch (error) {
    return `threw: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function countForms({ name: suite, cases }: Suite, tally: Tally): void {
  cases.filter(isMeant).forEach(({ certLogicExpression, issues = [] }, index) => {
    tally.count(`${suite}, ${index}`, issues, validateFormat(certLogicExpression));
  });
}
