import type { Page } from '@playwright/test';

const betweenKeysMs = 4;

/** Types as a hardware scanner does: every key a few milliseconds after the last, by its own clock, however slow this machine is. */
export async function scanWithWedge(page: Page, text: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const startMs = Date.now();
  const press = (key: string, typed: string, index: number): Promise<unknown> => {
    const timestamp = (startMs + index * betweenKeysMs) / 1000;
    return browser.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: typed, timestamp });
  };
  const keys = Array.from(text);
  await Promise.all([...keys.map((key, index) => press(key, key, index)), press('Enter', '\r', keys.length)]);
  await browser.detach();
}
