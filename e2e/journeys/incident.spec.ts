import { checkIn, getCertificate, getOccupancy, signIn } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';
import { enterWith, expectResult, readCode } from '../harness/visitor.ts';
import { scanWithWedge } from '../harness/wedge.ts';

test('black: refused without a dispute; the officer follows the procedure and closes the incident', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
  openDevice,
}) => {
  const venue = await openVenue({ name: 'Kantor Camat Hitam' });
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'positive'));
  await expectResult(page, 'Tidak boleh masuk', 'black');
  await expect(page.getByText(/^Hitam sampai .* Setelah itu: Merah\.$/)).toBeVisible();
  await expect(page.getByText(/Punya bukti di kertas\?/)).toHaveCount(0);
  await expect(page.getByText(/jaga jarak dari orang lain/)).toBeVisible();
  await expect(page.getByText(/tunjukkan layar ini kepada petugas/)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Coba dengan sertifikat lain' })).toHaveCount(0);

  const incidents = officer.getByRole('region', { name: '1 kejadian hitam belum ditangani' });
  await expect(incidents).toBeVisible();
  const entry = officer.getByRole('article').filter({ hasText: await readCode(page) });
  await expect(entry.getByText('Sanggahan')).toHaveCount(0);
  // Whoever tries again does not fill the officer's screen: the scanner stays at hand, one short swipe away.
  for (let attempt = 0; attempt < 4; attempt += 1) await checkIn(admin, venue, getCertificate(stack, 'positive'));
  const scan = await officer.getByRole('button', { name: 'Pindai dengan kamera' }).boundingBox();
  expect(scan?.y).toBeLessThan(900);
  await lookAt(officer, 'officer-incident-folded');
  await incidents.getByRole('heading').click();
  await expect(incidents.getByText(/^5 percobaan, terakhir/)).toBeVisible();
  await incidents.getByLabel('Hubungi pengelola dan Satgas.').check();
  await lookAt(officer, 'officer-incident');

  const manager = await openDevice();
  await signIn(manager.request, stack, 'pengelola');
  await manager.goto(`/manager/venues/${venue.id}`);
  await manager.getByRole('link', { name: /kejadian hitam belum ditangani/ }).click();
  const seen = manager.getByRole('article').filter({ hasText: venue.name });
  await expect(seen).toContainText('Seseorang ditolak dengan hasil hitam.');
  await expect(seen.getByRole('button', { name: 'Tutup kejadian' })).toBeVisible();
  await lookAt(manager, 'manager-incidents');

  await incidents.getByRole('button', { name: 'Tutup kejadian' }).click();
  await expect(incidents.getByRole('alert')).toHaveText('Tulis apa yang dilakukan, 3–300 huruf.');
  await incidents.getByLabel('Apa yang sudah dilakukan?').fill('Telepon 0812-3456-7890');
  await incidents.getByRole('button', { name: 'Tutup kejadian' }).click();
  await expect(incidents.getByRole('alert')).toHaveText('Jangan tulis NIK atau nomor telepon.');
  await incidents.getByRole('button', { name: 'Dijemput petugas kesehatan' }).click();
  await incidents.getByRole('button', { name: 'Tutup kejadian' }).click();
  await expect(incidents).toBeHidden();
  await expect(seen).toContainText('Dijemput petugas kesehatan');
  await expect(seen).toContainText('oleh Wayan Penjaga');
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
});

test('what to do is on the officer’s verdict, also with the last known words when the server is away', async ({
  stack,
  openVenue,
  openOfficer,
}) => {
  const officer = await openOfficer(await openVenue());
  await scanWithWedge(officer, getCertificate(stack, 'positive'));
  await expect(officer.getByRole('dialog').getByText('Jaga jarak 2 meter dan pakai masker.')).toBeVisible();
  await lookAt(officer, 'officer-verdict-black');

  await officer.route('**/api/v1/gates/*/procedures', (route) => route.abort());
  await officer.reload();
  await expect(officer.getByRole('region', { name: '1 kejadian hitam belum ditangani' })).toBeVisible();
  await scanWithWedge(officer, getCertificate(stack, 'positive'));
  await expect(officer.getByRole('dialog').getByText('Jaga jarak 2 meter dan pakai masker.')).toBeVisible();
});

test('without any connection the officer still has the last known procedures', async ({ openVenue, openOfficer }) => {
  const officer = await openOfficer(await openVenue());
  await officer.evaluate(async () => void (await navigator.serviceWorker.ready));
  // What the room needs is kept with its first use after that.
  await officer.reload();
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText('Pintu Utara');
  await expect
    .poll(() => officer.evaluate(() => Object.keys(localStorage).some((name) => name.includes('procedures'))))
    .toBe(true);
  await officer.context().setOffline(true);
  await officer.reload();
  const book = officer.getByRole('region', { name: 'Yang harus dilakukan, menurut kabar terakhir' });
  await book.getByText('Hitam').click();
  await expect(book.getByText('Jaga jarak 2 meter dan pakai masker.')).toBeVisible();
  await lookAt(officer, 'officer-offline');
});
