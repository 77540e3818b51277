import { checkIn, getCertificate, send, setLimit, signIn } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';

test.use({ city: 'pages of the authority' });

test.beforeEach(async ({ page, stack }) => {
  await signIn(page.request, stack, 'satgas');
});

test('the overview of the city', async ({ page, stack, admin, openVenue }) => {
  const area = '51.71.01.1006';
  const full = await openVenue({ name: 'Kantor Lurah Sanur Uji', area, category: 'village-office', limit: 1 });
  await checkIn(admin, full, getCertificate(stack, 'two-doses'));
  const over = await openVenue({ name: 'Balai Banjar Uji', area });
  for (const id of ['two-doses', 'two-doses-companion', 'recovered'])
    await checkIn(admin, over, getCertificate(stack, id));
  await setLimit(admin, over, 1);
  await page.goto('/city');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ikhtisar Kota Denpasar');
  const first = page.locator('.city-venue').first();
  await expect(first).toContainText('Balai Banjar Uji');
  await expect(first).toContainText('Lebih 1 orang');
  await lookAt(page, 'city-overview');
  await page.getByLabel('Kecamatan').selectOption('Denpasar Selatan');
  await page.getByLabel('Jenis tempat').selectOption('village-office');
  await expect(page.getByRole('heading', { name: 'Mal Uji Denpasar' })).toBeHidden();
  await lookAt(page, 'city-overview-filtered');
});

test('levels on a timeline', async ({ page, admin }) => {
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  const change = { reason: 'Instruksi Mendagri 47/2021', sourceUrl: 'https://example.org/inmendagri-47-2021' };
  await send(admin, 'POST', '/level-changes', { ...change, area: '51.71', level: 2, from: day(10) });
  await send(admin, 'POST', '/level-changes', { ...change, area: '51.71.01', level: 4, from: day(4) });
  await send(admin, 'POST', '/level-changes', { ...change, area: '51.71.01', level: null, from: day(18) });
  await page.goto('/city/levels');
  await expect(page.getByRole('heading', { name: 'Ubah level Kota Denpasar' })).toBeVisible();
  await lookAt(page, 'city-levels');
  await page.getByRole('link', { name: /^Denpasar Selatan/ }).click();
  await expect(page.getByRole('heading', { name: 'Ubah level Denpasar Selatan' })).toBeVisible();
  await lookAt(page, 'city-levels-district');
  await page.getByRole('radio', { name: '1' }).check();
  await page.getByRole('radio', { name: 'Nanti' }).check();
  await page.getByRole('button', { name: 'Periksa dampaknya' }).click();
  await lookAt(page, 'city-levels-mistakes');
  await page.getByRole('radio', { name: 'Sekarang' }).check();
  await page.getByLabel('Alasan').fill('Uji level');
  await page.getByRole('button', { name: 'Periksa dampaknya' }).click();
  await expect(page.getByRole('heading', { name: 'Dampaknya' })).toBeVisible();
  await lookAt(page, 'city-levels-preview');
  await page.goto('/city/levels/51');
  await expect(page.getByText('Anda hanya dapat mengubah level di Kota Denpasar')).toBeVisible();
  await lookAt(page, 'city-levels-not-yours');
});

test('orders', async ({ page, openVenue }) => {
  const venue = await openVenue({ name: 'Pasar Uji Sanur', area: '51.71.01.1006' });
  await page.goto('/city/orders');
  await expect(page.getByText('Tidak ada perintah.')).toBeVisible();
  await lookAt(page, 'city-orders');
  await page.getByLabel('Tempat yang mana?').fill('pasar uji');
  await page.getByRole('link', { name: 'Pasar Uji Sanur' }).click();
  await page.getByRole('button', { name: 'Periksa dampaknya' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Periksa isian berikut' }).getByRole('listitem')).toHaveText([
    'Isi jumlah orang dengan angka.',
    'Tulis alasannya, 3–300 huruf.',
  ]);
  await lookAt(page, 'city-orders-mistakes');
  await page.getByRole('radio', { name: 'Tutup' }).check();
  await page.getByLabel('Alasan').fill('Pelanggaran berulang');
  await page.getByRole('button', { name: 'Periksa dampaknya' }).click();
  await expect(page.getByText('Batas 50 → 0')).toBeVisible();
  await lookAt(page, 'city-orders-preview');
  await page.getByRole('button', { name: 'Tutup tempat ini' }).click();
  await expect(page.getByText('Perintah untuk Pasar Uji Sanur ditetapkan.')).toBeVisible();
  await page.goto(venue.gate.url);
  await expect(page.getByText(/tutup/i).first()).toBeVisible();
  await page.goto('/city/orders');
  await page.getByRole('button', { name: 'Buka kembali' }).click();
  await lookAt(page, 'city-orders-reopen');
  await page.getByRole('dialog').getByRole('button', { name: 'Buka kembali' }).click();
  await expect(page.getByText('1 perintah yang lewat atau dicabut')).toBeVisible();
});

test('cases and incidents', async ({ page, stack, admin, openVenue }) => {
  const venue = await openVenue({ name: 'Puskesmas Uji Sanur', area: '51.71.01.1006' });
  await page.goto('/city/incidents');
  await expect(page.getByText('Tidak ada kejadian', { exact: true })).toBeVisible();
  await lookAt(page, 'city-incidents-none');
  await page.goto('/city/cases');
  await expect(page.getByText('Belum ada yang tercatat.')).toBeVisible();
  await lookAt(page, 'city-cases-none');
  await page.getByRole('button', { name: 'Catat kasus' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Periksa isian berikut' })).toBeVisible();
  await lookAt(page, 'city-cases-mistakes');
  await page.getByLabel('Tanggal hasil laboratorium').fill(new Date().toISOString().slice(0, 10));
  await page.getByText('Tempel teks sertifikat').click();
  await page.getByLabel('Teks sertifikat').fill(getCertificate(stack, 'two-doses'));
  await page.getByRole('button', { name: 'Baca', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Made Sari Uji' })).toBeVisible();
  await lookAt(page, 'city-cases-read');
  await page.getByRole('button', { name: 'Catat kasus' }).click();
  await expect(page.getByText('Sudah dicatat, berlaku di semua pintu.')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Made Sari Uji' })).toBeHidden();
  const reply = await checkIn(admin, venue, getCertificate(stack, 'two-doses'));
  expect(reply).toMatchObject({ outcome: 'refused', persons: [{ colour: 'black' }] });
  await expect(page.getByRole('list', { name: 'Yang tercatat' })).toContainText(/tidak ditolak lagi mulai/);
  const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Tanggal hasil laboratorium').fill(threeDaysAgo);
  await page.getByText('Tempel teks sertifikat').click();
  await page.getByLabel('Teks sertifikat').fill(getCertificate(stack, 'two-doses'));
  await page.getByRole('button', { name: 'Baca', exact: true }).click();
  await page.getByRole('button', { name: 'Catat kasus' }).click();
  await expect(page.getByText('Orang ini sudah tercatat dengan tanggal yang lebih baru.')).toBeVisible();
  await lookAt(page, 'city-cases-earlier');
  await page.getByRole('button', { name: 'Tanggal itu salah: ganti' }).click();
  await expect(page.getByRole('list', { name: 'Yang tercatat' }).getByRole('listitem')).toHaveCount(1);
  const csv = {
    name: 'kasus.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('identifier;kind;on\nabc;case;kemarin\n'),
  };
  await page.getByLabel('Pilih berkas CSV').setInputFiles(csv);
  await page.getByRole('button', { name: 'Impor kasus.csv' }).click();
  await expect(page.getByText('2 kesalahan; tidak ada yang dicatat.')).toBeVisible();
  await lookAt(page, 'city-cases');

  await page.goto('/city');
  await page.getByRole('link', { name: /kejadian hitam belum ditangani/ }).click();
  const incident = page.getByRole('article').filter({ hasText: 'Puskesmas Uji Sanur' });
  await incident.getByLabel('Apa yang sudah dilakukan?').fill('Diarahkan ke puskesmas');
  await lookAt(page, 'city-incidents-close');
  await incident.getByRole('button', { name: 'Tutup kejadian' }).click();
  await expect(incident).toContainText(/Ditutup .* oleh Satgas Uji/);
  await lookAt(page, 'city-incidents');

  await page.goto('/city/cases');
  await page.getByRole('button', { name: /^Akhiri Kasus positif/ }).click();
  await page.getByRole('radio', { name: 'Salah catat' }).check();
  await lookAt(page, 'city-cases-end');
  await page.getByRole('dialog').getByRole('button', { name: 'Akhiri' }).click();
  await expect(page.getByText(/diakhiri .*: Salah catat/)).toBeVisible();
  expect((await checkIn(admin, venue, getCertificate(stack, 'two-doses'))).outcome).toBe('admitted');
});

test('rule packs, and what is wrong with one', async ({ page }) => {
  await page.goto('/city/packs');
  await expect(page.getByRole('link', { name: 'id-2022-07' })).toBeVisible();
  await expect(page.locator('.city-pack', { hasText: 'id-denpasar-2021' })).toContainText('Berlaku di Bali');
  await lookAt(page, 'city-packs');
  const broken = (name: string, content: object) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  });
  const files = [broken('pack.json', { id: 'Uji', rules: [{}] }), broken('limits.json', { limits: [] })];
  await page.getByLabel('Pilih berkas JSON').setInputFiles(files);
  await page.getByRole('button', { name: 'Periksa dan tambahkan pack.json, limits.json' }).click();
  await expect(page.getByText('/rules/0/logic')).toBeVisible();
  await lookAt(page, 'city-packs-faults');
});

test('a rule pack, read and tried', async ({ page }) => {
  await page.goto('/city/packs/id-2022-07/1.0.0');
  await expect(page.getByRole('heading', { name: 'Hijau: boleh masuk' })).toBeVisible();
  await lookAt(page, 'city-pack');
  await page.getByLabel('Atau contoh dari kota demo').selectOption('two-doses');
  await expect(page.getByText('Dibaca di peramban ini.')).toBeVisible();
  await page.getByRole('button', { name: 'Uji', exact: true }).click();
  await expect(page.locator('.city-verdict')).toContainText('Kuning: diperiksa petugas');
  await lookAt(page, 'city-pack-trial');
});

test('two rule packs side by side', async ({ page }) => {
  await page.goto('/city/compare/id-denpasar-2021@1.1.0/id-2022-07@1.0.0');
  await expect(page.getByText('Tidak ada di id-2022-07 1.0.0.').first()).toBeVisible();
  await lookAt(page, 'city-compare');
});

test('a rule pack in force, and withdrawn', async ({ page }) => {
  await page.goto('/city/packs/open/1.0.0');
  await page.getByLabel('Wilayah', { exact: true }).selectOption('51.71.04.2011');
  await page.getByLabel('Alasan').fill('Pencabutan PPKM');
  await page.getByRole('button', { name: 'Periksa dampaknya' }).click();
  await page.getByRole('button', { name: 'Tetapkan' }).click();
  await expect(page.getByText('Paket diberlakukan di Peguyangan Kangin.')).toBeVisible();
  await page.getByRole('button', { name: 'Cabut' }).click();
  await expect(page.getByRole('dialog').getByText('Tempat yang berubah')).toBeVisible();
  await lookAt(page, 'city-packs-withdraw');
  await page.getByRole('dialog').getByRole('button', { name: 'Cabut' }).click();
  await expect(page.getByText('Dicabut', { exact: true })).toBeVisible();
});
