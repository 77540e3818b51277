/** @typedef {{ passed: number, failed: number }} Totals */

/**
 * Counts the tests in Vitest's JSON report. A file that could not even be loaded is one failure.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} report
 * @returns {Totals}
 */
export function countVitest(report) {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/**
 * Counts the tests in Playwright's JSON report. One that passed only when it was repeated counts as passed, and is named.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[], suites: Suite[] }} report
 * @returns {Totals & { repeated: string[] }}
 */
export function countPlaywright({ stats, errors, suites }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    repeated: suites.flatMap(listRepeated),
  };
}

/** @typedef {{ title: string, tests: { status: string }[] }} Spec */
/** @typedef {{ file: string, specs?: Spec[], suites?: Suite[] }} Suite */

/**
 * @param {Suite} suite
 * @returns {string[]}
 */
function listRepeated({ file, specs = [], suites = [] }) {
  const repeated = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...repeated.map(({ title }) => `${file}: ${title}`), ...suites.flatMap(listRepeated)];
}

/**
 * Counts the fault tests, each of which has noticed its negative control too. One that this machine cannot run is not counted.
 *
 * @param {{ isPassed: boolean, notRun?: string }[]} lines
 * @returns {Totals}
 */
export function countFaults(lines) {
  const ran = lines.filter(({ notRun }) => notRun === undefined);
  const passed = ran.filter(({ isPassed }) => isPassed).length;
  return { passed, failed: ran.length - passed };
}
