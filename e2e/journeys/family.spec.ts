import { getCertificate, getOccupancy, setLimit } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';
import { addChild, enterWith, expectResult, pasteCertificate } from '../harness/visitor.ts';

const child = { name: 'Wayan Kecil', bornOn: '2018-02-03' };

test('a parent checks in with a child who has no certificate', async ({ page, stack, openVenue, admin }) => {
  const venue = await openVenue();
  await page.goto(venue.gate.url);
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await page.getByRole('button', { name: 'Tambah orang atau sertifikat' }).click();
  await addChild(page, '', child.bornOn);
  await expect(page.getByRole('alert').filter({ hasText: 'Isi nama panggilan.' })).toBeVisible();
  await lookAt(page, 'gate-child');
  await page.getByLabel('Nama panggilan').fill(child.name);
  await page.getByRole('button', { name: 'Tambahkan', exact: true }).click();
  await expect(page.getByRole('checkbox', { name: /Wayan Kecil/ })).toBeChecked();
  await lookAt(page, 'gate-family');
  await page.getByRole('button', { name: 'Check-in 2 orang' }).click();
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(page.getByRole('listitem').filter({ hasText: child.name })).toContainText('Hijau');
  await lookAt(page, 'result-family');
  expect((await getOccupancy(admin, venue)).visitors).toBe(2);

  await page.goto('/wallet');
  await expect(page.getByRole('heading', { name: child.name })).toBeVisible();
  await lookAt(page, 'wallet-family');
  await page.getByRole('button', { name: `Hapus ${child.name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus', exact: true }).click();
  await expect(page.getByRole('heading', { name: child.name })).toHaveCount(0);
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await expect(page.getByRole('heading', { name: child.name })).toBeVisible();
});

test('a child who comes alone is told why not', async ({ page, openVenue }) => {
  const venue = await openVenue();
  await page.goto(venue.gate.url);
  await addChild(page, child.name, child.bornOn);
  await page.getByRole('button', { name: 'Check-in', exact: true }).click();
  await expectResult(page, 'Tidak boleh masuk', 'red');
  await expect(page.getByText('Datang bersama pendamping yang hijau')).toBeVisible();
  await lookAt(page, 'result-child-alone');
  await expect(page.getByText(/Punya bukti di kertas\?/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Masuk tanpa yang ditolak/ })).toHaveCount(0);
});

test('where one is refused, the others enter without them, after confirmation', async ({
  page,
  stack,
  openVenue,
  admin,
}) => {
  const venue = await openVenue();
  await enterWith(page, venue.gate.url, getCertificate(stack, 'tested'));
  await expectResult(page, 'Tidak boleh masuk', 'red');
  await page.getByRole('link', { name: 'Coba dengan sertifikat lain' }).click();
  await page.getByRole('button', { name: 'Tambah orang atau sertifikat' }).click();
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await page.getByRole('button', { name: 'Check-in 2 orang' }).click();
  await expectResult(page, 'Tidak boleh masuk', 'red');
  await lookAt(page, 'result-red-part');
  await page.getByRole('button', { name: 'Masuk tanpa yang ditolak (1 orang)' }).click();
  const question = page.getByRole('dialog');
  await expect(question.getByRole('checkbox')).toHaveCount(1);
  await lookAt(page, 'result-red-part-question');
  await question.getByRole('button', { name: 'Batal' }).click();
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
  await page.getByRole('button', { name: 'Masuk tanpa yang ditolak (1 orang)' }).click();
  await question.getByRole('button', { name: 'Check-in', exact: true }).click();
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(page.getByText('Made Sari Uji')).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
});

test('a family larger than the room: some go first, the others follow', async ({ page, stack, openVenue, admin }) => {
  const venue = await openVenue();
  await page.goto(venue.gate.url);
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await page.getByRole('button', { name: 'Tambah orang atau sertifikat' }).click();
  await pasteCertificate(page, getCertificate(stack, 'two-doses-companion'));
  await page.getByRole('button', { name: 'Tambah orang atau sertifikat' }).click();
  await addChild(page, child.name, child.bornOn);
  await setLimit(admin, venue, 2);
  await page.getByRole('button', { name: 'Check-in 3 orang' }).click();
  await expectResult(page, 'Penuh', 'full');
  await page.getByRole('button', { name: 'Masukkan 2 dari 3 orang' }).click();
  const question = page.getByRole('dialog');
  await expect(question.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await question.getByRole('checkbox', { name: 'Komang Tirta Uji' }).uncheck();
  await question.getByRole('checkbox', { name: child.name }).check();
  await lookAt(page, 'result-full-part-question');
  await question.getByRole('button', { name: 'Check-in 2 orang' }).click();
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(page.getByText('1 orang dari rombongan masih menunggu di luar.')).toBeVisible();
  await lookAt(page, 'result-part');
  expect((await getOccupancy(admin, venue)).inside).toBe(2);

  await setLimit(admin, venue, 3);
  await page.getByRole('button', { name: 'Masukkan 1 orang lagi' }).click();
  await question.getByRole('button', { name: 'Check-in', exact: true }).click();
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(page.getByText('Komang Tirta Uji')).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(3);
});
