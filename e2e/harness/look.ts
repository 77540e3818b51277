import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { expectNoAxeViolations } from './axe.ts';

const folder = fileURLToPath(new URL('../../test-results/screens', import.meta.url));
const phone = { width: 360, height: 640 };
/** What every page keeps free on either side. */
const margin = 16;
const desk = { width: 1280, height: 800 };

/** Where the pictures of the pages go, for people to look at. */
export function pictureFile(name: string): string {
  return join(folder, `${name}.png`);
}

/** No barrier and no sideways scrolling on a phone; leaves pictures of the phone's page and the desk's. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
  await page.screenshot({ path: pictureFile(`${name}-phone`), fullPage: true });
  await page.setViewportSize(desk);
  await page.screenshot({ path: pictureFile(`${name}-desk`) });
  await page.setViewportSize(phone);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(pixels, `wider than the phone: ${page.url()}`).toBeLessThanOrEqual(0);
  const cards = page.locator('main .card');
  const ends = await cards.evaluateAll((all) => all.map((card) => Math.round(card.getBoundingClientRect().right)));
  expect(Math.max(0, ...ends), `a card leaves the page's margin: ${page.url()}`).toBeLessThanOrEqual(
    phone.width - margin,
  );
}
