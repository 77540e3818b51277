import type { Page } from '@playwright/test';

/** Types as a hardware scanner does: every key at once, without waiting for the page, and Enter at the end. */
export async function scanWithWedge(page: Page, text: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const press = (key: string, typed: string): Promise<unknown> =>
    browser.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: typed });
  await Promise.all([...Array.from(text, (key) => press(key, key)), press('Enter', '\r')]);
  await browser.detach();
}
