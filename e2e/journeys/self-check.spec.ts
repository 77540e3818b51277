import { checkIn, getCertificate, send, setLimit } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';
import { addChild, enterWith, expectResult, pasteCertificate } from '../harness/visitor.ts';

test('from home: find the place, and see that one may enter; nothing personal leaves the phone', async ({
  page,
  stack,
  openVenue,
}) => {
  await openVenue({ name: 'Perpustakaan Uji Renon', area: '51.71.01.1005' });
  await openVenue({ name: 'Perpustakaan Uji Ubung', area: '51.71.04' });
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  await page.goto('/');
  await page.getByRole('link', { name: /Boleh masuk sekarang\?/ }).click();
  await page.getByLabel('Cari tempat').fill('perpustakaan uji');
  const elsewhere = page.getByRole('link', { name: /Perpustakaan Uji Ubung/ });
  await expect(elsewhere).toBeVisible();
  await page.getByLabel('Kecamatan atau kelurahan').selectOption('51.71.01');
  await expect(elsewhere).toHaveCount(0);
  const place = page.getByRole('link', { name: /Perpustakaan Uji Renon/ });
  await expect(place).toContainText('0 dari 50 di dalam');
  await lookAt(page, 'check');
  await place.click();
  await expect(page.getByText('Tambahkan sertifikat dahulu')).toBeVisible();
  await lookAt(page, 'check-nobody');
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByText('Ya, sekarang boleh masuk')).toBeVisible();
  await expect(page.getByText('Vaksinasi COVID-19 lengkap.')).toBeVisible();
  await expect(page.getByText(/Ini bukan izin masuk/)).toBeVisible();
  await lookAt(page, 'check-green');
  expect(sent.filter((request) => request.startsWith('POST'))).toEqual([]);
  expect(sent.filter((request) => request.includes('HC1:') || /sari/i.test(request))).toEqual([]);

  await page.goto('/check');
  await page.getByLabel('Cari tempat').fill('tidak ada tempat ini');
  await expect(page.getByText('Tidak ada tempat yang cocok')).toBeVisible();
  await lookAt(page, 'check-nothing');
});

test('the self-check says why not: full, closed by order, red with what would turn it green', async ({
  page,
  stack,
  openVenue,
  admin,
}) => {
  const venue = await openVenue({ name: 'Balai Uji' });
  await page.goto('/wallet');
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByRole('heading', { name: 'Made Sari Uji' })).toBeVisible();
  await setLimit(admin, venue, 0);
  await page.goto(`/check/${venue.id}`);
  await expect(page.getByText('Belum: tidak cukup tempat di dalam')).toBeVisible();
  await lookAt(page, 'check-full');
  await setLimit(admin, venue, 5);
  await expect(page.getByText('Ya, sekarang boleh masuk')).toBeVisible();
  await checkIn(admin, venue, getCertificate(stack, 'two-doses-companion'));
  const places = page.getByRole('region', { name: 'Jumlah orang di dalam' });
  await expect(places).toHaveText(/1\s*\/ 5\s*di dalam sekarang/);
  await send(admin, 'PUT', `/venues/${venue.id}/limit`, { limit: 50, visitorLimit: 1, reason: 'Uji batas' });
  await expect(page.getByText('Belum: tidak cukup tempat di dalam')).toBeVisible();
  await expect(places).toHaveText(/1\s*\/ 1\s*penuh bagi pengunjung/);
  await lookAt(page, 'check-full-for-visitors');
  await send(admin, 'PUT', `/venues/${venue.id}/limit`, { limit: 50, reason: 'Uji batas' });
  await expect(page.getByText('Ya, sekarang boleh masuk')).toBeVisible();

  await send(admin, 'POST', '/orders', {
    venueId: venue.id,
    kind: 'close',
    from: null,
    until: null,
    reason: 'Perbaikan listrik',
    sourceUrl: null,
  });
  await page.reload();
  await expect(page.getByText('Tidak sekarang: tempat ini tutup')).toBeVisible();
  await expect(page.getByText('Alasan: Perbaikan listrik')).toBeVisible();
  await lookAt(page, 'check-closed');
});

test('a red person sees every reason with its source, and what would turn it green', async ({
  page,
  stack,
  openVenue,
}) => {
  const venue = await openVenue({ name: 'Balai Uji' });
  await page.goto(`/check/${venue.id}`);
  await pasteCertificate(page, getCertificate(stack, 'tested'));
  await expect(page.getByText('Tidak, sekarang belum boleh masuk')).toBeVisible();
  await expect(page.getByText('Ini yang membuatnya hijau:')).toBeVisible();
  await expect(page.getByText('Vaksinasi lengkap')).toBeVisible();
  await expect(page.getByText('Menunggu saja tidak membuatnya hijau.')).toBeVisible();
  await expect(page.getByText(/^Dasar:/).first()).toBeVisible();
  await lookAt(page, 'check-red');
});

test('a child is green with a parent, red alone; a positive test says from when it is over', async ({
  page,
  stack,
  openVenue,
}) => {
  const venue = await openVenue({ name: 'Balai Uji' });
  await page.goto(`/check/${venue.id}`);
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByText('Ya, sekarang boleh masuk')).toBeVisible();
  await page.goto('/wallet');
  await page.getByRole('button', { name: 'Tambah sertifikat' }).click();
  await addChild(page, 'Wayan Kecil', '2018-02-03');
  await expect(page.getByRole('heading', { name: 'Wayan Kecil' })).toBeVisible();
  await page.goto(`/check/${venue.id}`);
  await expect(page.getByText('Ya, sekarang boleh masuk')).toBeVisible();
  await page.getByText('Siapa yang akan pergi?').click();
  await page.getByRole('checkbox', { name: /Made Sari Uji/ }).uncheck();
  await expect(page.getByText('Tidak, sekarang belum boleh masuk')).toBeVisible();

  await page.goto('/wallet');
  await page.getByRole('button', { name: 'Tambah sertifikat' }).click();
  await pasteCertificate(page, getCertificate(stack, 'positive'));
  await expect(page.getByRole('heading', { name: 'Gede Surya Uji' })).toBeVisible();
  await page.goto(`/check/${venue.id}`);
  await page.getByText('Siapa yang akan pergi?').click();
  await page.getByRole('checkbox', { name: /Made Sari Uji/ }).uncheck();
  await page.getByRole('checkbox', { name: /Wayan Kecil/ }).uncheck();
  await expect(page.getByRole('article').filter({ hasText: 'Gede Surya Uji' })).toContainText('Hitam');
  await lookAt(page, 'check-black');
});

test('without a connection the last known rules answer, and say so', async ({ page, context, stack, openVenue }) => {
  const venue = await openVenue({ name: 'Balai Uji' });
  await enterWith(page, venue.gate.url, getCertificate(stack, 'two-doses'));
  await expectResult(page, 'Boleh masuk', 'green');
  await page.goto('/check');
  await expect(page.getByRole('heading', { name: 'Terakhir dikunjungi dari ponsel ini' })).toBeVisible();
  await page
    .getByRole('link', { name: /Balai Uji/ })
    .first()
    .click();
  await expect(page.getByText('Ya, sekarang boleh masuk')).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Cari tempat')).toBeVisible();
  await context.setOffline(true);
  await page
    .getByRole('link', { name: /Balai Uji/ })
    .first()
    .click();
  await expect(page.getByText(/aturan dan angka yang terakhir diketahui/)).toBeVisible();
  await expect(page.getByText('Ya, sekarang boleh masuk')).toBeVisible();
  await lookAt(page, 'check-offline');
});

test('a place that does not exist is said, with a way on', async ({ page }) => {
  await page.goto('/check/0192f0c1-0000-7000-8000-000000000000');
  await expect(page.getByRole('alert')).toContainText('Tempat ini tidak ada.');
  await lookAt(page, 'check-unknown');
  await page.getByRole('link', { name: 'Pilih tempat lain' }).click();
  await expect(page.getByLabel('Cari tempat')).toBeVisible();
});
