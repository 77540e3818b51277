import type { TestResult } from '../../facts.ts';

/** LOINC: the parts that the EU value sets name, then whole tests that WHO certificates name. */
const testKinds = new Map<string, TestResult['kind']>([
  ['LP6464-4', 'pcr'],
  ['LP217198-3', 'antigen'],
  ['94500-6', 'pcr'],
  ['94309-2', 'pcr'],
  ['94558-4', 'antigen'],
]);

/** SNOMED CT: not detected and detected, then negative and positive. */
const testOutcomes = new Map<string, TestResult['result']>([
  ['260415000', 'negative'],
  ['260373001', 'positive'],
  ['260385009', 'negative'],
  ['10828004', 'positive'],
]);

export function readTestKind(code: string): TestResult['kind'] {
  return testKinds.get(code) ?? 'other';
}

export function readTestOutcome(code: string): TestResult['result'] {
  return testOutcomes.get(code) ?? 'unknown';
}
