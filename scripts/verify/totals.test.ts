import { expect, test } from 'vitest';
import { getSteps } from './steps.mjs';
import { countFaults, countPlaywright, countVitest } from './totals.mjs';

test('a test file that does not load is a failure', () => {
  const testResults = [
    { status: 'passed', assertionResults: [{}, {}] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ];
  expect(countVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
});

test('a journey that passed only when repeated is named; an error outside of the journeys is a failure', () => {
  const specs = [
    { title: 'steady', tests: [{ status: 'expected' }] },
    { title: 'shaky', tests: [{ status: 'flaky' }] },
  ];
  const suites = [{ file: 'a.spec.ts', suites: [{ file: 'a.spec.ts', specs }] }];
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{}], suites };
  expect(countPlaywright(report)).toEqual({ passed: 6, failed: 2, repeated: ['a.spec.ts: shaky'] });
});

test('a fault test that this machine cannot run is neither passed nor failed', () => {
  const lines = [{ isPassed: true }, { isPassed: false }, { isPassed: true, notRun: 'no tmpfs' }];
  expect(countFaults(lines)).toEqual({ passed: 1, failed: 1 });
});

test('named steps run in the fixed order, an unknown name is refused', () => {
  expect(getSteps(['unit', 'format']).map((step) => step.name)).toEqual(['format', 'unit']);
  expect(() => getSteps(['formt'])).toThrow('No step is named formt');
});
