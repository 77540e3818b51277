import { checkIn, getCertificate, getOccupancy, setLimit, signIn } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';

test('one more and one fewer are in sight without scrolling, on a desk and on a phone', async ({
  openVenue,
  openOfficer,
}) => {
  const officer = await openOfficer(await openVenue());
  for (const [width, height] of [
    [1280, 800],
    [360, 640],
  ] as const) {
    await officer.setViewportSize({ width, height });
    await expect(officer.getByRole('button', { name: 'Tambah satu orang' })).toBeInViewport({ ratio: 1 });
    await expect(officer.getByRole('button', { name: 'Kurangi satu orang' })).toBeInViewport({ ratio: 1 });
  }
});

test('one more, one fewer, and back again, each with its reason', async ({ admin, openVenue, openOfficer }) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  const officer = await openOfficer(venue);
  const inside = officer.getByRole('region', { name: 'Di dalam' });
  await officer.getByRole('button', { name: 'Tambah satu orang' }).click();
  await expect(inside).toContainText('1 dari 50');
  await officer.getByText('Pengunjung: ganti siapa dan alasan').click();
  await officer.getByLabel('Alasan untuk +1', { exact: true }).selectOption('Tidak punya ponsel');
  await officer.getByRole('button', { name: 'Tambah satu orang' }).click();
  await expect(inside).toContainText('2 dari 50');
  await lookAt(officer, 'officer-corrections');

  await officer.getByRole('button', { name: 'Batalkan +1: Tidak punya ponsel' }).click();
  await expect(officer.getByText('+1: Tidak punya ponsel, dibatalkan')).toBeVisible();
  await expect(inside).toContainText('1 dari 50');
  await officer.getByRole('button', { name: 'Kurangi satu orang' }).click();
  await expect(officer.getByText('-1: Keluar tanpa check-out')).toBeVisible();
  await expect(inside).toContainText('0 dari 50');
  await officer.getByRole('button', { name: 'Kurangi satu orang' }).click();
  await expect(officer.getByText('Tidak sebanyak itu orang di dalam: tidak ada yang dikurangi.')).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
});

test('a recount says what it changes before it counts, and keeps the door shut above the limit', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji', capacity: 1000, limit: 400 });
  const officer = await openOfficer(venue);
  await officer.getByRole('button', { name: 'Hitung ulang' }).click();
  const dialog = officer.getByRole('dialog', { name: 'Hitung ulang' });
  await dialog.getByLabel('Berapa orang yang Anda hitung?').fill('empat ratus');
  await dialog.getByRole('button', { name: 'Lanjut' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Tulis jumlahnya dengan angka, 0–50.000.');
  await lookAt(officer, 'officer-recount-error');
  await dialog.getByLabel('Berapa orang yang Anda hitung?').fill('412');
  await dialog.getByRole('button', { name: 'Lanjut' }).click();
  await expect(dialog).toContainText('Akan tercatat 412 orang di dalam (+412).');
  await expect(dialog).toContainText('Itu di atas batas 400.');
  await lookAt(officer, 'officer-recount');
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
  await dialog.getByRole('button', { name: 'Angka tidak sesuai isi ruangan' }).click();
  await expect(officer.getByRole('region', { name: 'Di dalam' })).toContainText('412 dari 400');
  await expect(officer.getByText('Di atas batas.')).toBeVisible();
  expect((await checkIn(admin, venue, getCertificate(stack, 'two-doses'))).outcome).toBe('full');
  await lookAt(officer, 'officer-over-limit');

  await signIn(page.request, stack, 'pengelola');
  await page.goto(`/manager/venues/${venue.id}`);
  await page.getByText('Koreksi petugas hari ini (1)').click();
  await expect(page.getByRole('row', { name: /412 dihitung \(\+412\)/ })).toContainText('Wayan Penjaga');
  await lookAt(page, 'manager-corrections');
});

test('a party without names comes in together, if there is room', async ({ admin, openVenue, openOfficer }) => {
  const venue = await openVenue();
  await setLimit(admin, venue, 40);
  const officer = await openOfficer(venue);
  const enter = async (count: string): Promise<void> => {
    await officer.getByRole('button', { name: 'Rombongan tanpa nama' }).click();
    const dialog = officer.getByRole('dialog', { name: 'Rombongan tanpa nama' });
    await dialog.getByLabel('Berapa orang?').fill(count);
    await dialog.getByRole('button', { name: 'Lanjut' }).click();
    await lookAt(officer, 'officer-unknown-party');
    await dialog.getByRole('button', { name: 'Rombongan bus' }).click();
  };
  await enter('30');
  await expect(officer.getByText('+30: Rombongan bus')).toBeVisible();
  await enter('11');
  await expect(officer.getByText('Penuh: tidak ada yang ditambahkan.')).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(30);
});

test('an answer that was lost: sent again, it counts once', async ({ admin, openVenue, openOfficer }) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  // The server gets it, the officer's phone does not get the answer.
  await officer.route('**/api/v1/gates/*/corrections', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await officer.getByRole('button', { name: 'Tambah satu orang' }).click();
  await expect(officer.getByText('Belum pasti tercatat.')).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
  await lookAt(officer, 'officer-correction-uncertain');
  await officer.unroute('**/api/v1/gates/*/corrections');
  await officer.getByRole('button', { name: 'Kirim ulang' }).click();
  await expect(officer.getByText('+1: Masuk tanpa pindai')).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
});
