import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserArguments, chooseBrowser } from './browser.ts';

// Makes sure before the journeys that there is a browser and that it starts.
const choice = await chooseBrowser();
if (choice.executablePath === undefined) installOwnBrowser();
const browser = await chromium.launch({ ...choice, args: browserArguments });
process.stdout.write(`Chromium ${browser.version()} ${choice.executablePath ?? 'of Playwright'}\n`);
await browser.close();

function installOwnBrowser(): void {
  const folder = dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json'));
  execFileSync(process.execPath, [join(folder, 'cli.js'), 'install', 'chromium'], { stdio: 'inherit' });
}
