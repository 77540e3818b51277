import type { Page } from '@playwright/test';
import { getCertificate, getOccupancy } from '../harness/city.ts';
import { expect, test } from '../harness/test.ts';
import { checkInNow, enterWith, expectResult, readCode } from '../harness/visitor.ts';

async function expectFillsScreen(page: Page): Promise<void> {
  const box = await page.locator('main').boundingBox();
  const screen = page.viewportSize();
  expect(box).toMatchObject({ x: 0, y: 0, width: screen?.width });
  expect(box?.height).toBeGreaterThanOrEqual(screen?.height ?? Number.POSITIVE_INFINITY);
}

test('by the poster’s address: certificate by camera, one tap, green; officer and board see it live', async ({
  stack,
  openVenue,
  openOfficer,
  openDevice,
  openWithCamera,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  const board = await openDevice();
  await board.goto(`/board/${venue.id}`);
  await expect(board.locator('.board__number')).toHaveText('0');

  const page = await openWithCamera(getCertificate(stack, 'two-doses'));
  await page.goto(venue.gate.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(venue.name);
  await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(page.getByRole('checkbox', { name: /Made Sari Uji/ })).toBeChecked();
  await checkInNow(page);

  await expectResult(page, 'Boleh masuk', 'green');
  await expectFillsScreen(page);
  const code = await readCode(page);
  const entry = officer.getByRole('article').filter({ hasText: code });
  await expect(entry.getByText('BOLEH MASUK', { exact: true })).toBeVisible();
  await expect(board.locator('.board__number')).toHaveText('1');
});

test('by the scan of the poster inside the app', async ({ stack, admin, openVenue, openWithCamera }) => {
  const venue = await openVenue();
  const page = await openWithCamera(venue.gate.url);
  await page.goto('/');
  await page.getByRole('button', { name: 'Pindai poster' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(venue.name);
  await expect(page.getByText('Pintu Utara', { exact: true })).toBeVisible();
  await enterWith(page, page.url(), getCertificate(stack, 'two-doses'));
  await expectResult(page, 'Boleh masuk', 'green');
  expect((await getOccupancy(admin, venue)).visitors).toBe(1);
});

test('by typing the code of the poster', async ({ page, openVenue }) => {
  const venue = await openVenue();
  await page.goto('/');
  await page
    .getByLabel('Atau ketik kode poster')
    .fill(`${venue.gate.code.slice(0, 5).toLowerCase()} ${venue.gate.code.slice(5)}`);
  await page.getByRole('button', { name: 'Buka pintu ini' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(venue.name);
});

test('checks out: the count falls, and the history knows when', async ({ page, stack, admin, openVenue }) => {
  const venue = await openVenue();
  await enterWith(page, venue.gate.url, getCertificate(stack, 'two-doses'));
  await expectResult(page, 'Boleh masuk', 'green');
  expect((await getOccupancy(admin, venue)).inside).toBe(1);

  await page.getByRole('button', { name: 'Check-out' }).click();
  await expectResult(page, 'Sudah keluar', 'left');
  expect((await getOccupancy(admin, venue)).inside).toBe(0);

  await page.getByRole('link', { name: 'Riwayat' }).click();
  const visit = page.getByRole('article').filter({ hasText: venue.name });
  await expect(visit).toContainText('Boleh masuk');
  await expect(visit).toContainText(/Keluar pukul \d\d\.\d\d WITA/);
});

test('the poster of another site is not opened', async ({ openWithCamera }) => {
  const page = await openWithCamera('HTTPS://PALSU.EXAMPLE/G/8F3KQ2ZT7M');
  await page.goto('/');
  await page.getByRole('button', { name: 'Pindai poster' }).click();
  await expect(page.getByRole('alert')).toContainText('Kode ini milik situs lain (palsu.example)');
  expect(new URL(page.url()).pathname).toBe('/');
});

test('a poster with a wrong signature is refused and offers no check-in', async ({ page, openVenue, admin }) => {
  const [venue, other] = [await openVenue(), await openVenue()];
  const foreign = new URL(other.gate.url).pathname.split('/').at(-1);
  await page.goto(`/G/${venue.gate.code}/${foreign}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bukan poster yang asli');
  await expect(page.getByRole('alert')).toContainText('Tanyakan kepada petugas');
  await expect(page.getByRole('button', { name: /check-in|pindai/i })).toHaveCount(0);
  expect((await getOccupancy(admin, venue)).seq).toBe(0);
});

test('speaks three languages and remembers the choice', async ({ page }) => {
  await page.goto('/');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Masuk dengan satu ketukan');
  await page.getByRole('button', { name: 'EN: English' }).click();
  await expect(title).not.toHaveText('Masuk dengan satu ketukan');
  const english = await title.innerText();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await page.reload();
  await expect(title).toHaveText(english);
  await page.getByRole('button', { name: 'BAN: Basa Bali' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ban');
  await expect(title).not.toHaveText(english);
  await expect(title).not.toHaveText('Masuk dengan satu ketukan');

  await page.getByRole('button', { name: 'ID: Bahasa Indonesia' }).click();
  await expect(title).toHaveText('Masuk dengan satu ketukan');
});

test('a gate opened in English says everything in English, also what is fetched later', async ({ page, openVenue }) => {
  const venue = await openVenue();
  await page.goto('/');
  await page.getByRole('button', { name: 'EN: English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto(venue.gate.url);
  await page.getByText('Paste the certificate’s text').click();
  await expect(page.getByText('Pindai dengan kamera')).toHaveCount(0);
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  await expect(page.getByText('Point the camera at the QR code.')).toBeVisible();
});
