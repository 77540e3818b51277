import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../test-results/journeys',
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // Wide: a wait ends as soon as what it waits for is there, and a slow machine is no defect.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['line'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
  },
});
