import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'apart',
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          include: ['packages/{credentials,testkit}/src/**/*.test.ts', 'apps/server/src/**/*.test.ts'],
        },
      },
      {
        extends: true,
        // Pure functions keep nothing between files, which need not load what they share again.
        test: {
          name: 'pure',
          isolate: false,
          include: [
            'packages/!(credentials|testkit)/src/**/*.test.ts',
            'apps/web/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
    ],
    // Files wait for processes and databases more than they compute; by default two cores would run one at a time.
    maxWorkers: Math.max(2, availableParallelism()),
    // Wide: a wait ends as soon as what it waits for is there, and a slow machine is no defect.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
