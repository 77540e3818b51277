import { getCertificate } from '../harness/city.ts';
import { expect, test } from '../harness/test.ts';
import { pasteCertificate } from '../harness/visitor.ts';

test('is added by camera', async ({ stack, openWithCamera }) => {
  const page = await openWithCamera(getCertificate(stack, 'two-doses'));
  await page.goto('/wallet');
  await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(page.getByRole('heading', { name: 'Made Sari Uji' })).toBeVisible();
  await expect(page.getByText(/Vaksin, dosis 2 dari 2/)).toBeVisible();
  await expect(page.getByText('Diperiksa di ponsel ini.')).toBeVisible();
});

test('is added by its text, and once only', async ({ page, stack }) => {
  await page.goto('/wallet');
  await pasteCertificate(page, getCertificate(stack, 'one-dose'));
  await expect(page.getByRole('heading', { name: 'Ketut Wira Uji' })).toBeVisible();
  await page.getByRole('button', { name: 'Tambah sertifikat' }).click();
  await pasteCertificate(page, getCertificate(stack, 'one-dose'));
  await expect(page.getByText('Sertifikat ini sudah tersimpan.')).toBeVisible();
  await expect(page.getByText(/Vaksin, dosis 1 dari 2/)).toHaveCount(1);
});

test('is added by its picture', async ({ page }) => {
  await page.goto('/wallet');
  const picture = await page.request.get('/api/v1/demo/certificates/recovered.png');
  expect(picture.ok()).toBe(true);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'surat.png', mimeType: 'image/png', buffer: await picture.body() });
  await expect(page.getByRole('heading', { name: 'Putu Lestari Uji' })).toBeVisible();
  await expect(page.getByText(/Sembuh dari COVID-19/)).toBeVisible();
});

for (const [id, words] of [
  ['tampered', 'Sertifikat ini tidak asli: tanda tangannya tidak cocok.'],
  ['expired', 'Masa berlaku sertifikat ini sudah habis.'],
  ['unknown-issuer', 'Penerbit sertifikat ini tidak dipercaya di sini.'],
] as const) {
  test(`${id}: refused on the phone, without asking the server`, async ({ page, stack }) => {
    await page.goto('/wallet');
    const posted: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()));
    await pasteCertificate(page, getCertificate(stack, id));
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Tambah sertifikat']);
    expect(posted).toEqual([]);
  });
}

for (const [text, words] of [
  ['', 'Tempel dulu teks sertifikatnya.'],
  ['8999909028234', 'Kode ini bukan sertifikat kesehatan yang dikenal.'],
] as const) {
  test(`the text “${text}” is refused at its field`, async ({ page }) => {
    await page.goto('/wallet');
    await pasteCertificate(page, text);
    await expect(page.getByRole('alert').filter({ hasText: words })).toHaveText(words);
    await expect(page.getByLabel('Teks sertifikat')).toHaveAccessibleDescription(new RegExp(words));
  });
}

test('a picture without a code says so', async ({ page }) => {
  await page.goto('/wallet');
  const buffer = await page.screenshot();
  await page.locator('input[type=file]').setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer });
  await expect(page.getByText('Tidak ada kode QR yang terbaca pada gambar ini.')).toBeVisible();
});

test('is deleted, and the deletion can be undone', async ({ page, stack }) => {
  await page.goto('/wallet');
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  const holder = page.getByRole('heading', { name: 'Made Sari Uji' });
  await page.getByRole('button', { name: /^Hapus Vaksin/ }).click();
  await page.getByRole('button', { name: 'Hapus', exact: true }).click();
  await expect(holder).toHaveCount(0);
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await expect(holder).toBeVisible();
});
