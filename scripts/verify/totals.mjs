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
 * Counts the tests in Playwright's JSON report. A test that passed only when repeated is a failure.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} report
 * @returns {Totals}
 */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
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
