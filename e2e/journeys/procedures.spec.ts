import { getCertificate, signIn } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';
import { scanWithWedge } from '../harness/wedge.ts';

test('the manager says what officers do, and takes it back', async ({ page, stack, openVenue, openOfficer }) => {
  const venue = await openVenue();
  await signIn(page.request, stack, 'pengelola');
  await page.goto('/manager/procedures');
  await page.getByText('Kode tidak terbaca').click();
  await expect(page.getByLabel('Teks Indonesia').first()).toHaveValue(/kecerahan layar/);
  await lookAt(page, 'manager-procedures');
  const longest = page.getByLabel('Teks Indonesia').last();
  await longest.fill('Antar orang ini ke meja bantuan di sebelah kanan pintu, '.repeat(3).slice(0, 160));
  expect(await longest.evaluate((field) => field.scrollHeight - field.clientHeight)).toBeLessThanOrEqual(0);

  await page.getByLabel('Teks Indonesia').first().fill('Antar ke meja bantuan.');
  await page.getByLabel('Teks Inggris').first().fill('');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Isi langkah ini dalam kedua bahasa.');
  await lookAt(page, 'manager-procedures-error');
  await page.getByLabel('Teks Inggris').first().fill('Bring them to the help desk.');
  await page.getByRole('button', { name: 'Naikkan langkah 2' }).click();
  await page.getByRole('button', { name: 'Hapus langkah 4' }).click();
  await expect(page.getByRole('region', { name: 'Pratinjau' }).getByRole('checkbox')).toHaveCount(3);
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByText(/Diubah .* oleh/)).toBeVisible();

  const officer = await openOfficer(venue);
  await scanWithWedge(officer, 'HC1:ini bukan sertifikat');
  const steps = officer.getByRole('dialog').getByRole('listitem');
  await expect(steps.filter({ hasText: 'Antar ke meja bantuan.' })).toBeVisible();
  await lookAt(officer, 'officer-verdict-unreadable');
  await officer.getByRole('button', { name: 'Lanjut' }).click();
  await officer.getByRole('button', { name: 'EN: English' }).click();
  await scanWithWedge(officer, getCertificate(stack, 'one-dose'));
  await expect(officer.getByRole('dialog').getByText('Let in or refuse, then choose the reason.')).toBeVisible();

  await page.getByRole('button', { name: 'Kembalikan ke bawaan' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Kembalikan ke bawaan' }).click();
  await expect(page.getByText('Langkah bawaan Gapura.')).toBeVisible();
  await expect(page.getByLabel('Teks Indonesia').first()).toHaveValue(/kecerahan layar/);
});
