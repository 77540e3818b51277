import { checkIn, getCertificate, getOccupancy, setLimit } from '../harness/city.ts';
import { expect, test } from '../harness/test.ts';
import { enterWith, expectResult, readCode } from '../harness/visitor.ts';
import { scanWithWedge } from '../harness/wedge.ts';

test('yellow: the officer approves with a reason, and the visitor’s page says so at once', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'one-dose'));
  await expectResult(page, 'Tunggu petugas', 'yellow');
  const code = await readCode(page);
  expect((await getOccupancy(admin, venue)).inside).toBe(0);

  const waiting = officer.getByRole('article').filter({ hasText: code });
  await expect(waiting).toContainText('PERIKSA');
  await waiting.getByRole('button', { name: 'Izinkan masuk' }).click();
  await waiting.getByRole('button', { name: 'Dokumen asli sudah diperiksa' }).click();

  await expectResult(page, 'Boleh masuk', 'green');
  await expect(waiting).toContainText('Diizinkan petugas: Dokumen asli sudah diperiksa');
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
});

test('yellow: the officer refuses in words of their own, and nobody is counted', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'one-dose'));
  const code = await readCode(page);
  const waiting = officer.getByRole('article').filter({ hasText: code });
  await waiting.getByRole('button', { name: 'Tolak' }).click();
  await waiting.getByLabel('Alasan lain').fill('Suhu badan 39');
  await waiting.getByRole('button', { name: 'Kirim' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tidak boleh masuk');
  await expect(waiting).toContainText('Ditolak petugas: Suhu badan 39');
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
});

test('full: the visitor waits with live places and enters when there is one', async ({
  page,
  stack,
  admin,
  openVenue,
}) => {
  const venue = await openVenue();
  await checkIn(admin, venue, getCertificate(stack, 'two-doses-companion'));
  await setLimit(admin, venue, 1);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'two-doses'));
  await expectResult(page, 'Penuh', 'full');
  await expect(page.getByText('1 dari 1 di dalam.')).toBeVisible();
  await expect(page.getByText('Silakan masuk')).toHaveCount(0);
  expect((await getOccupancy(admin, venue)).inside).toBe(1);

  await setLimit(admin, venue, 3);
  await expect(page.getByText('Ada 2 tempat kosong sekarang.')).toBeVisible();
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expectResult(page, 'Boleh masuk', 'green');
  expect((await getOccupancy(admin, venue)).inside).toBe(2);
});

test('black: nobody enters with a positive test, and the officer is told to keep away', async ({
  page,
  stack,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'positive'));
  await expectResult(page, 'Tidak boleh masuk', 'black');
  await expect(officer.getByRole('article').filter({ hasText: await readCode(page) })).toContainText(
    'TIDAK BOLEH MASUK',
  );
});

test('scans a paper card with the camera', async ({ stack, admin, openVenue, openOfficer, showToCamera }) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await showToCamera(getCertificate(stack, 'two-doses'));
  await officer.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(officer.getByRole('heading', { name: 'BOLEH MASUK', exact: true })).toBeVisible();
  await expect(officer.getByRole('region', { name: 'Di dalam' })).toContainText('1 dari 50');
  expect((await getOccupancy(admin, venue)).visitors).toBe(1);
});

test('scans with a keyboard wedge, in and out', async ({ stack, admin, openVenue, openOfficer }) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  const card = getCertificate(stack, 'two-doses');
  await scanWithWedge(officer, card);
  await expect(officer.getByRole('heading', { name: 'BOLEH MASUK', exact: true })).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
  await officer.getByRole('button', { name: 'Lanjut' }).click();

  await officer.getByText('Keluar', { exact: true }).click();
  await scanWithWedge(officer, card);
  await expect(officer.getByRole('heading', { name: 'SUDAH KELUAR', exact: true })).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
});
