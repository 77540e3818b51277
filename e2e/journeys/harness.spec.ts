import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from '../harness/axe.ts';
import { readCodes } from '../harness/read-code.ts';
import { expect, test } from '../harness/test.ts';

const address = 'http://localhost:9';
const html = `<!doctype html><html lang="id"><title>Kamera</title><main><h1>Kamera</h1><video muted></video></main></html>`;

// A page of its own, answered by the test: no server is started for it.
test.use({ baseURL: address });

test.beforeEach(async ({ context }) => {
  await context.route(`${address}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
});

/** What the page's camera films, as a PNG. */
async function film(page: Page): Promise<Buffer> {
  const url = await page.locator('video').evaluate(async (video: HTMLVideoElement) => {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: 'environment' } } });
    await video.play();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

test('the camera films the code that it is given, and the next one after a reload', async ({
  openWithCamera,
  showToCamera,
}) => {
  const page = await openWithCamera('HTTPS://GAPURA.EXAMPLE/G/8F3KQ2ZT7M');
  await page.goto('/');
  await expect.poll(async () => readCodes(await film(page))).toEqual(['HTTPS://GAPURA.EXAMPLE/G/8F3KQ2ZT7M']);

  const certificate = `HC1:${'NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH'.repeat(12)}`;
  await showToCamera(certificate);
  await page.reload();
  await expect.poll(async () => readCodes(await film(page))).toEqual([certificate]);
});

test('without a code the camera films a wall', async ({ page }) => {
  await page.goto('/');
  expect(await readCodes(await film(page))).toEqual([]);
});

test('pages are small, Indonesian and on the time of Denpasar', async ({ page }) => {
  await page.goto('/');
  const seen = await page.evaluate(() => [
    innerWidth,
    innerHeight,
    navigator.language,
    Intl.DateTimeFormat().resolvedOptions().timeZone,
  ]);
  expect(seen).toEqual([360, 640, 'id-ID', 'Asia/Makassar']);
});

test('axe finds a barrier and passes a page without one', async ({ page }) => {
  await page.goto('/');
  await expectNoAxeViolations(page);
  await page.locator('main').evaluate((main) => main.append(document.createElement('input')));
  await expect(expectNoAxeViolations(page)).rejects.toThrow(/label/);
});
