import { existsSync } from 'node:fs';
import { root } from './root.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[][]} commands arguments of Node, run one after the other
 * @property {'vitest' | 'faults' | 'playwright'} [report] which runner's report it leaves in `reportFile`
 * @property {string} [reportFile]
 */

const unitReport = 'test-results/unit.json';
const faultsReport = 'test-results/faults.json';
const e2eReport = 'test-results/e2e.json';

/** @type {Step[]} */
const all = [
  { name: 'format', commands: [['node_modules/oxfmt/bin/oxfmt', '--check']] },
  { name: 'lint', commands: [['node_modules/oxlint/bin/oxlint', '--type-aware']] },
  {
    name: 'directions',
    commands: [
      [
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        'apps',
        'packages',
        'e2e',
        'bench',
      ],
    ],
  },
  { name: 'dead-code', commands: [['node_modules/knip/bin/knip.js', '--no-progress']] },
  {
    name: 'build',
    commands: [
      ['node_modules/@typescript/native/bin/tsc', '-b'],
      ['scripts/build.mjs'],
      ['apps/web/scripts/budget.mjs'],
      ['packages/credentials/scripts/size.mjs'],
      ['packages/credentials/scripts/check-package.mjs'],
    ],
  },
  { name: 'openapi', commands: [['--import', 'tsx', '--conditions=source', 'scripts/openapi.ts', '--check']] },
  {
    name: 'unit',
    commands: [
      ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
    ],
    report: 'vitest',
    reportFile: unitReport,
  },
  {
    name: 'faults',
    commands: [['packages/testkit/dist/faults/main.js', '--report', faultsReport]],
    report: 'faults',
    reportFile: faultsReport,
  },
  {
    name: 'conformance',
    commands: [['--import', 'tsx', '--conditions=source', 'packages/screening/conformance/main.ts']],
  },
  {
    name: 'e2e',
    commands: [
      ['--import', 'tsx', 'e2e/harness/prepare-browser.ts'],
      // A camera, a browser and a city on a machine that somebody else may be using: the proof names what needed a second try.
      ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts', '--retries', '1'],
    ],
    report: 'playwright',
    reportFile: e2eReport,
  },
];

/**
 * The steps in their order, or those of them that are named.
 *
 * @param {string[]} only names; none means all
 * @returns {Step[]}
 */
export function getSteps(only) {
  const known = all.filter((step) => step.name !== 'openapi' || existsSync(`${root}scripts/openapi.ts`));
  const unknown = only.filter((name) => !known.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(`No step is named ${unknown.join(', ')}. Steps: ${known.map((step) => step.name).join(', ')}`);
  }
  return only.length === 0 ? known : known.filter((step) => only.includes(step.name));
}
