import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, type APIRequestContext, type Page } from '@playwright/test';
import type { VenueRequest } from '@gapura/contract';
import { browserArguments, chooseBrowser } from './browser.ts';
import { cameraArguments, writeCameraPicture, type CodeContent } from './camera.ts';
import { becomeOfficer, createVenue, signIn, type OwnVenue } from './city.ts';
import { startStack, type Stack } from './stack.ts';

export { expect } from '@playwright/test';

const results = fileURLToPath(new URL('../../test-results', import.meta.url));

interface TestFixtures {
  /** Changes what the camera films; a page sees it when it next asks for the camera. */
  showToCamera: (...contents: CodeContent[]) => Promise<void>;
  /** The test's page, its camera allowed and filming the codes of these contents. */
  openWithCamera: (...contents: CodeContent[]) => Promise<Page>;
  /** A venue of the test's own. */
  openVenue: (wishes?: Partial<VenueRequest>) => Promise<OwnVenue>;
  /** Another device: a browser that shares nothing with the test's page. */
  openDevice: () => Promise<Page>;
  /** The screen of an officer who stands at the venue's gate. */
  openOfficer: (venue: OwnVenue) => Promise<Page>;
}

interface WorkerFixtures {
  /** Who shares a stack: tests that change what holds for a whole city name a city of their own by `test.use({ city })`. */
  city: string;
  /** This worker's own server with the demo city. Tests share it: take a gate of your own, or count relatively. */
  stack: Stack;
  /** Calls the API as the demo's admin. */
  admin: APIRequestContext;
  cameraFile: string;
}

/** Playwright's test with a stack and a fake camera per worker; addresses are relative to the stack. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  city: ['shared', { scope: 'worker', option: true }],

  // Playwright gives each value of an option that is asked for here a worker, and so a stack, of its own.
  stack: [
    async ({ city: _city }, use, worker) => {
      const stack = await startStack(join(results, `server-${worker.workerIndex}.log`));
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  admin: [
    async ({ stack, playwright }, use) => {
      const client = await playwright.request.newContext({ baseURL: stack.url });
      await signIn(client, stack, 'admin');
      await use(client);
      await client.dispose();
    },
    { scope: 'worker' },
  ],

  cameraFile: [
    async ({}, use, worker) => {
      const file = join(results, `camera-${worker.workerIndex}.y4m`);
      await mkdir(dirname(file), { recursive: true });
      await writeCameraPicture(file, []);
      await use(file);
    },
    { scope: 'worker' },
  ],

  launchOptions: [
    async ({ cameraFile }, use) => {
      await use({ ...(await chooseBrowser()), args: [...browserArguments, ...cameraArguments(cameraFile)] });
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ stack }, use) => use(stack.url),

  showToCamera: async ({ cameraFile }, use) => {
    await use((...contents) => writeCameraPicture(cameraFile, contents));
    await writeCameraPicture(cameraFile, []);
  },

  openWithCamera: async ({ context, page, showToCamera }, use) => {
    await use(async (...contents) => {
      await showToCamera(...contents);
      await context.grantPermissions(['camera']);
      return page;
    });
  },

  openVenue: async ({ admin }, use) => {
    await use((wishes = {}) => createVenue(admin, wishes));
  },

  openDevice: async ({ browser }, use) => {
    const pages: Page[] = [];
    await use(async () => {
      const page = await (await browser.newContext()).newPage();
      pages.push(page);
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
  },

  openOfficer: async ({ openDevice, admin }, use) => {
    await use(async (venue) => {
      const page = await openDevice();
      await becomeOfficer(page.request, admin, venue);
      await page.goto(`/officer/${venue.gate.code}`);
      await page.getByRole('heading', { level: 1, name: venue.gate.name }).waitFor();
      return page;
    });
  },
});
