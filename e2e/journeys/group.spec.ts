import { getCertificate, getOccupancy, setLimit } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';
import { addChild, expectResult, pasteCertificate } from '../harness/visitor.ts';

const children = ['Wayan', 'Made', 'Nyoman', 'Ketut'];

test('a leader collects a group by camera and text, notices doubles, and removes with undo', async ({
  openWithCamera,
  stack,
}) => {
  const page = await openWithCamera(getCertificate(stack, 'two-doses'));
  await page.goto('/group');
  await expect(page.getByText('Belum ada siapa-siapa')).toBeVisible();
  await lookAt(page, 'group-empty');
  await page.getByRole('button', { name: 'Pindai satu per satu' }).click();
  await expect(page.getByText('Made Sari Uji masuk rombongan. Sekarang 1 orang.').first()).toBeVisible();
  await lookAt(page, 'group-scanning');
  await page.getByRole('button', { name: 'Tutup' }).click();

  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByText('Made Sari Uji sudah ada di rombongan. Tetap 1 orang.')).toBeVisible();
  await pasteCertificate(page, getCertificate(stack, 'two-doses-companion'));
  await expect(page.getByText('Komang Tirta Uji masuk rombongan. Sekarang 2 orang.')).toBeVisible();
  await pasteCertificate(page, 'HC1:RUSAK');
  await expect(page.getByText(/Kode ini rusak atau tidak lengkap/)).toBeVisible();

  await page.getByRole('button', { name: 'Keluarkan Made Sari Uji dari rombongan' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(2);

  await page.reload();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Hapus rombongan sekarang' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus', exact: true }).click();
  await expect(page.getByText('Belum ada siapa-siapa')).toBeVisible();
});

test('the group is gone on its day', async ({ page, stack }) => {
  await page.goto('/group');
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.clock.setFixedTime(Date.now() + 4 * 86_400_000);
  await page.reload();
  await expect(page.getByText('Belum ada siapa-siapa')).toBeVisible();
});

test('a group larger than the room: the largest part enters after confirmation, the others follow', async ({
  page,
  stack,
  openVenue,
  admin,
}) => {
  const venue = await openVenue({ name: 'Museum Uji' });
  await page.goto(venue.gate.url);
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await page.getByRole('link', { name: 'Rombongan sampai 50 orang' }).click();
  await page.getByRole('button', { name: 'Tambahkan 1 orang yang tersimpan di ponsel ini' }).click();
  await pasteCertificate(page, getCertificate(stack, 'two-doses-companion'));
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await addChild(page, children[0] ?? '', '2016-02-03');
  for (const [index, name] of children.slice(1).entries()) {
    await expect(page.getByRole('listitem')).toHaveCount(3 + index);
    await page.getByLabel('Nama panggilan').fill(name);
    await page.getByLabel('Tanggal lahir').fill('2016-05-06');
    await page.getByRole('button', { name: 'Tambahkan', exact: true }).click();
  }
  await setLimit(admin, venue, 4);
  await expect(page.getByRole('button', { name: 'Check-in rombongan: 6 orang' })).toBeEnabled();
  await lookAt(page, 'group-at-gate');
  await page.getByRole('button', { name: 'Check-in rombongan: 6 orang' }).click();
  await expectResult(page, 'Penuh', 'full');
  await lookAt(page, 'result-full-group');
  expect((await getOccupancy(admin, venue)).inside).toBe(0);

  await page.getByRole('button', { name: 'Masukkan 4 dari 6 orang' }).click();
  const question = page.getByRole('dialog');
  await expect(question.getByRole('checkbox', { checked: true })).toHaveCount(4);
  await question.getByRole('checkbox', { name: 'Komang Tirta Uji' }).uncheck();
  await question.getByRole('checkbox', { name: 'Ketut' }).check();
  await lookAt(page, 'result-full-group-question');
  await question.getByRole('button', { name: 'Check-in 4 orang' }).click();
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(page.getByText('2 orang dari rombongan masih menunggu di luar.')).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(4);

  await setLimit(admin, venue, 10);
  await page.getByRole('button', { name: 'Masukkan 2 orang lagi' }).click();
  await question.getByRole('button', { name: 'Check-in 2 orang' }).click();
  await expect.poll(async () => (await getOccupancy(admin, venue)).inside).toBe(6);
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(page.getByText(/masih menunggu di luar/)).toHaveCount(0);

  await page.goto(new URL(venue.gate.url).pathname.replace('/G/', '/group/'));
  await expect(page.getByText('6 orang sudah di dalam sini dan tidak dipilih.')).toBeVisible();
});
