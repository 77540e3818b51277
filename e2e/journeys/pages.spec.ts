import { checkIn, getCertificate, inviteOfficer, setLimit, signIn } from '../harness/city.ts';
import { lookAt, pictureFile } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';
import { checkInNow, enterWith, expectResult, pasteCertificate } from '../harness/visitor.ts';
import { scanWithWedge } from '../harness/wedge.ts';

test('the visitor’s pages', async ({ page, stack, openVenue }) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  await page.goto('/');
  await expect(page.getByRole('link', { name: /Kota demo/ })).toBeVisible();
  await lookAt(page, 'start');
  await page.goto(venue.gate.url);
  await expect(page.getByRole('button', { name: 'Pindai dengan kamera' })).toBeVisible();
  await lookAt(page, 'gate-first-time');
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByRole('button', { name: 'Check-in', exact: true })).toBeEnabled();
  await lookAt(page, 'gate');
  await checkInNow(page);
  await expectResult(page, 'Boleh masuk', 'green');
  await lookAt(page, 'result-green');
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Check-out' })).toBeVisible();
  await lookAt(page, 'start-inside');
  await page.goto('/wallet');
  await expect(page.getByRole('heading', { name: 'Made Sari Uji' })).toBeVisible();
  await lookAt(page, 'wallet');
  await page.goto('/history');
  await expect(page.getByRole('article')).toBeVisible();
  await lookAt(page, 'history');
});

for (const [id, word, look] of [
  ['one-dose', 'Tunggu petugas', 'yellow'],
  ['tested', 'Tidak boleh masuk', 'red'],
  ['positive', 'Tidak boleh masuk', 'black'],
] as const) {
  test(`the visitor’s result: ${look}`, async ({ page, stack, openVenue }) => {
    const venue = await openVenue({ name: 'Kantor Camat Uji' });
    await enterWith(page, venue.gate.url, getCertificate(stack, id));
    await expectResult(page, word, look);
    await lookAt(page, `result-${look}`);
  });
}

test('the visitor’s result: full, and left', async ({ page, stack, admin, openVenue }) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  await checkIn(admin, venue, getCertificate(stack, 'two-doses-companion'));
  await setLimit(admin, venue, 1);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'two-doses'));
  await expectResult(page, 'Penuh', 'full');
  await lookAt(page, 'result-full');
  await setLimit(admin, venue, 2);
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await page.getByRole('button', { name: 'Check-out' }).click();
  await expectResult(page, 'Sudah keluar', 'left');
  await lookAt(page, 'result-left');
});

test('pages of mistakes', async ({ page, openVenue, openOfficer }) => {
  const venue = await openVenue();
  await page.goto(`/G/${venue.gate.code}/${'0'.repeat(103)}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bukan poster yang asli');
  await lookAt(page, 'gate-forged');
  await page.goto('/g/ZZZZZZZZZZ');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pintu tidak dikenal');
  await lookAt(page, 'gate-unknown');
  await page.goto('/tidak-ada');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Halaman ini tidak ada');
  await lookAt(page, 'not-found');
  const officer = await openOfficer(venue);
  await officer.goto(`/officer/${venue.gate.code}/tidak-ada`);
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText('Halaman ini tidak ada');
});

test('the demo and the sign-in', async ({ page }) => {
  await page.goto('/demo');
  await expect(page.getByText('Kantor Wali Kota Denpasar').first()).toBeVisible();
  await lookAt(page, 'demo');
  await page.goto('/sign-in');
  await expect(page.getByLabel('Nama masuk')).toBeVisible();
  await lookAt(page, 'sign-in');
});

test('the officer’s pages', async ({ stack, admin, openVenue, openOfficer }) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  await checkIn(admin, venue, getCertificate(stack, 'two-doses'));
  await checkIn(admin, venue, getCertificate(stack, 'tested'));
  await checkIn(admin, venue, getCertificate(stack, 'one-dose'));
  const officer = await openOfficer(venue);
  await expect(officer.getByRole('article')).toHaveCount(3);
  await lookAt(officer, 'officer');
  await officer.getByRole('button', { name: 'Izinkan masuk' }).click();
  await lookAt(officer, 'officer-reasons');
});

test('the manager’s pages', async ({ page, stack, admin, openVenue }) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  await checkIn(admin, venue, getCertificate(stack, 'two-doses'));
  await signIn(page.request, stack, 'pengelola');
  await page.goto('/manager');
  await expect(page.getByRole('link', { name: 'Kantor Wali Kota Denpasar' })).toBeVisible();
  await lookAt(page, 'manager');
  await page.goto('/manager/new');
  await expect(page.getByLabel('Nama tempat')).toBeVisible();
  await lookAt(page, 'manager-new');
  await page.goto(`/manager/venues/${venue.id}`);
  await expect(page.getByText('Paling banyak 1 orang')).toBeVisible();
  await lookAt(page, 'manager-venue');
  await page.getByRole('button', { name: 'Pasang perangkat' }).click();
  await expect(page.getByRole('timer')).toBeVisible();
  await lookAt(page, 'manager-pairing');
  await page.goto('/manager/staff');
  await expect(page.getByText('Petugas Uji')).toBeVisible();
  await lookAt(page, 'manager-staff');
});

test('pages that an address opens: invitation and pairing; the admin’s organisations', async ({
  page,
  stack,
  admin,
  openVenue,
}) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  const { url } = await inviteOfficer(admin, venue);
  await page.goto(url);
  await expect(page.getByLabel('Nama Anda')).toHaveValue('Wayan Penjaga');
  await lookAt(page, 'invitation');
  await page.goto(`${url.slice(0, -6)}XXXXXX`);
  await expect(page.getByRole('link', { name: 'Sudah punya akun? Masuk di sini' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Coba lagi' })).toHaveCount(0);
  await lookAt(page, 'invitation-spent');
  await page.goto('/pair/ABCDEFGHJK');
  await expect(page.getByLabel('Nama perangkat')).toBeVisible();
  await lookAt(page, 'pair');
  await signIn(page.request, stack, 'admin');
  await page.goto('/manager/organisations');
  await expect(page.getByText('Hotel Uji Sanur')).toBeVisible();
  await lookAt(page, 'manager-organisations');
});

test('the scanner and the officer’s verdict', async ({ stack, openVenue, openOfficer, openWithCamera }) => {
  const page = await openWithCamera();
  await page.goto('/');
  await page.getByRole('button', { name: 'Pindai poster' }).click();
  await expect(page.getByText('Arahkan kamera ke kode QR.')).toBeVisible();
  await lookAt(page, 'scanner');
  const officer = await openOfficer(await openVenue({ name: 'Kantor Camat Uji' }));
  await scanWithWedge(officer, getCertificate(stack, 'one-dose'));
  await expect(officer.getByRole('heading', { name: 'PERIKSA', exact: true })).toBeVisible();
  await lookAt(officer, 'officer-verdict');
});

test('a check-in without a connection', async ({ page, context, stack, openVenue }) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  await page.goto(venue.gate.url);
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByRole('button', { name: 'Check-in', exact: true })).toBeEnabled();
  await context.setOffline(true);
  await checkInNow(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Belum terkirim');
  await lookAt(page, 'not-sent');
});

test('the board', async ({ page, stack, admin, openVenue }) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  await checkIn(admin, venue, getCertificate(stack, 'two-doses'));
  await page.goto(`/board/${venue.id}`);
  await expect(page.locator('.board__number')).toHaveText('1');
  await lookAt(page, 'board');
  await setLimit(admin, venue, 1);
  await expect(page.getByRole('status').filter({ hasText: 'PENUH' })).toBeVisible();
  await lookAt(page, 'board-full');
});

test('the door in one picture', async ({ page, context, stack, openVenue, openOfficer }) => {
  const venue = await openVenue({ name: 'Kantor Wali Kota Denpasar', capacity: 1200, limit: 600 });
  const officer = await openOfficer(venue);
  await officer.setViewportSize({ width: 1000, height: 640 });
  await enterWith(page, venue.gate.url, getCertificate(stack, 'two-doses'));
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(officer.getByRole('article')).toHaveCount(1);
  const screens = [await page.screenshot(), await officer.screenshot()];
  const images = screens.map((screen) => `<img alt="" src="data:image/png;base64,${screen.toString('base64')}">`);
  const frame = await context.newPage();
  await frame.setViewportSize({ width: 1480, height: 720 });
  await frame.setContent(`<style>
    body { margin: 0; height: 720px; display: flex; gap: 40px; align-items: center; justify-content: center; background: #e8edf0 }
    img { border-radius: 18px; border: 6px solid #1c2a33; background: #fff }
  </style>${images.join('')}`);
  await expect(frame.locator('img')).toHaveCount(2);
  await frame.screenshot({ path: pictureFile('door') });
});
