import { getCertificate, getOccupancy, signIn } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';
import { enterWith, expectResult, readCode } from '../harness/visitor.ts';
import { scanWithWedge } from '../harness/wedge.ts';

test('red with a paper card: the officer admits provisionally, and the visitor’s phone hears of it', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
  openDevice,
}) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji' });
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'tested'));
  await expectResult(page, 'Tidak boleh masuk', 'red');
  await expect(page.getByText(/Punya bukti di kertas\?/)).toBeVisible();
  await lookAt(page, 'result-disputable');

  const entry = officer.getByRole('article').filter({ hasText: await readCode(page) });
  await entry.getByText('Sanggahan').click();
  await entry.getByRole('button', { name: 'Izinkan dengan bukti kertas' }).click();
  await lookAt(officer, 'officer-dispute-proof');
  await entry.getByRole('button', { name: 'Kartu vaksin' }).click();
  await entry.getByLabel('Alasan lain').fill('NIK 5171010203040005');
  await entry.getByRole('button', { name: 'Kirim' }).click();
  await expect(entry.getByRole('alert')).toHaveText('Jangan tulis NIK atau nomor telepon. Tulis alasannya saja.');
  await lookAt(officer, 'officer-dispute-reason');
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
  await entry.getByRole('button', { name: 'Asli dan cocok dengan KTP' }).click();

  await expectResult(page, 'Boleh masuk', 'green');
  await expect(entry).toContainText('Izin sementara (Kartu vaksin): Asli dan cocok dengan KTP');
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
  await lookAt(page, 'result-provisional');
  await lookAt(officer, 'officer-provisional');

  const manager = await openDevice();
  await signIn(manager.request, stack, 'pengelola');
  await manager.goto(`/manager/venues/${venue.id}`);
  const admitted = manager.getByRole('region', { name: 'Izin sementara hari ini (1)' });
  await expect(admitted).toContainText('Kartu vaksin: Asli dan cocok dengan KTP');
  await expect(admitted).toContainText('Pintu Utara · Wayan Penjaga · 1 orang');
  const days = manager.getByRole('region', { name: '14 hari terakhir di pintu' });
  await expect(days).toContainText('1 kali orang datang, 1 masuk, 1 di antaranya dengan izin sementara.');
  await days.getByText('Tampilkan sebagai tabel').click();
  await lookAt(manager, 'manager-venue-provisional');
});

test('red, refused for good: the visitor’s page stops offering what is over', async ({
  page,
  stack,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'tested'));
  const entry = officer.getByRole('article').filter({ hasText: await readCode(page) });
  await entry.getByText('Sanggahan').click();
  await entry.getByRole('button', { name: 'Tetap tolak' }).click();
  await entry.getByRole('button', { name: 'Identitas tidak cocok' }).click();
  await expect(page.getByText('Petugas memutuskan Anda belum dapat masuk.')).toBeVisible();
  await expect(page.getByText(/Punya bukti di kertas\?/)).toBeHidden();
  await expectResult(page, 'Tidak boleh masuk', 'red');
  await expect(entry).toContainText('Ditolak petugas: Identitas tidak cocok');
  await expect(entry.getByText('Sanggahan')).toHaveCount(0);
});

test('the officer scans a red card and admits it on the verdict itself, step by step', async ({
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await scanWithWedge(officer, getCertificate(stack, 'tested'));
  const verdict = officer.getByRole('dialog', { name: 'TIDAK BOLEH MASUK' });
  await verdict.getByLabel('Tanyakan apakah ada sertifikat lain atau bukti kertas.').check();
  await expect(verdict.getByText('1 dari 4 langkah')).toBeVisible();
  await lookAt(officer, 'officer-verdict-red');
  await verdict.getByRole('button', { name: 'Izinkan dengan bukti kertas' }).click();
  await verdict.getByRole('button', { name: 'Surat dokter' }).click();
  await verdict.getByRole('button', { name: 'Data belum masuk ke sertifikat' }).click();
  await expect(officer.getByRole('dialog', { name: 'BOLEH MASUK' })).toContainText('Izin sementara');
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
});
