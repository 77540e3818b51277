import { randomUUID } from 'node:crypto';
import type { EmployeesReply } from '@gapura/contract';
import type { Page } from '@playwright/test';
import { getCertificate, getOccupancy, send, signIn } from '../harness/city.ts';
import { lookAt, pictureFile } from '../harness/look.ts';
import { readPoster } from '../harness/read-poster.ts';
import type { Stack } from '../harness/stack.ts';
import { expect, test } from '../harness/test.ts';
import { checkInNow, expectResult, pasteCertificate } from '../harness/visitor.ts';
import { scanWithWedge } from '../harness/wedge.ts';

/** A badge of the demo's city government. */
function getBadge({ demo }: Stack): string {
  const [badge] = demo.badges;
  if (badge === undefined) throw new Error('The demo has no badge.');
  return badge.address;
}

/** What the printed badge of this employee says to a camera. */
async function printBadge(manager: Page, name: string): Promise<string> {
  // The link is found also while the line is folded up.
  const link = manager.getByRole('link', { name: `Cetak kartu ${name}`, includeHidden: true });
  const pdf = await manager.request.get((await link.getAttribute('href')) ?? '');
  const { texts } = await readPoster(await pdf.body());
  return texts[0] ?? '';
}

async function openRoster(page: Page, stack: Stack): Promise<void> {
  await signIn(page.request, stack, 'pengelola');
  await page.goto('/manager/employees');
  await expect(page.getByRole('heading', { name: 'Daftar pegawai' })).toBeVisible();
}

test('an employee keeps the printed badge on the phone, and is counted as one until it is lost', async ({
  page,
  stack,
  admin,
  openVenue,
  openDevice,
}) => {
  const venue = await openVenue();
  const manager = await openDevice();
  const name = `Ni Luh ${randomUUID().replaceAll(/[\d-]/g, '')}`;
  await openRoster(manager, stack);
  const form = manager.getByRole('region', { name: 'Tambah pegawai' });
  await form.getByLabel('Nama').fill(name);
  await form.getByRole('button', { name: 'Tambah' }).click();
  await expect(manager.getByText(`${name} ditambahkan.`)).toBeVisible();
  const badge = await printBadge(manager, name);

  await page.goto(badge);
  await expect(page.getByText('Pegawai Pemerintah Kota Denpasar')).toBeVisible();
  expect(page.url()).not.toContain('#');
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByRole('heading', { name: 'Kartu tersimpan' })).toBeVisible();

  await page.goto(venue.gate.url);
  await expect(page.getByText('Pegawai Pemerintah Kota Denpasar')).toBeVisible();
  await checkInNow(page);
  await expectResult(page, 'Boleh masuk', 'green');
  expect(await getOccupancy(admin, venue)).toMatchObject({ employees: 1, visitors: 0 });
  await page.getByRole('button', { name: 'Check-out' }).click();
  await expectResult(page, 'Sudah keluar', 'left');

  await manager.getByText(name, { exact: true }).click();
  await manager.getByRole('button', { name: `Kartu hilang: ${name}` }).click();
  await manager.getByRole('button', { name: 'Buat kartu baru' }).click();
  await expect(manager.getByText(`Kartu lama ${name} tidak berlaku lagi`)).toBeVisible();
  expect(await printBadge(manager, name)).not.toBe(badge);

  await page.goto(venue.gate.url);
  await checkInNow(page);
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(page.getByText('Kartu pegawai ini tidak berlaku lagi. Anda dihitung sebagai pengunjung.')).toBeVisible();
  expect(await getOccupancy(admin, venue)).toMatchObject({ employees: 0, visitors: 1 });
  await page.screenshot({ path: pictureFile('result-badge-unknown-phone'), fullPage: true });
});

test('the officer scans a badge, then the certificate', async ({
  stack,
  admin,
  openVenue,
  openOfficer,
  showToCamera,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  const certificate = getCertificate(stack, 'two-doses');
  await scanWithWedge(officer, getBadge(stack));
  const notice = officer.getByRole('status').filter({ hasText: 'Kartu pegawai terbaca' });
  await expect(notice).toContainText('Pegawai Pemerintah Kota Denpasar');
  await lookAt(officer, 'officer-badge');
  await notice.getByRole('button', { name: 'Batalkan kartu' }).click();
  await expect(notice).toHaveCount(0);

  await showToCamera(getBadge(stack));
  await officer.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(notice).toContainText('Sekarang pindai sertifikatnya.');
  await scanWithWedge(officer, certificate);
  await expect(officer.getByRole('heading', { name: 'BOLEH MASUK', exact: true })).toBeVisible();
  expect(await getOccupancy(admin, venue)).toMatchObject({ employees: 1, visitors: 0 });
});

test('an employee and a guest go in as one party, each counted as their own', async ({
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await officer.getByLabel('Rombongan (beberapa orang sekaligus)').check();
  await scanWithWedge(officer, getBadge(stack));
  await scanWithWedge(officer, getCertificate(stack, 'two-doses'));
  await expect(officer.getByText('Orang 1 (pegawai)')).toBeVisible();
  await scanWithWedge(officer, getCertificate(stack, 'two-doses-companion'));
  await officer.getByRole('button', { name: 'Kirim 2 orang' }).click();
  await expect(officer.getByRole('heading', { name: 'BOLEH MASUK', exact: true })).toBeVisible();
  await expect(officer.getByText('Orang 1 (Pegawai):')).toBeVisible();
  expect(await getOccupancy(admin, venue)).toMatchObject({ employees: 1, visitors: 1 });
});

test('a badge at an office of another organisation makes a visitor', async ({ page, stack }) => {
  const hotel = stack.demo.venues.find(({ venue }) => venue.name === 'Hotel Uji Sanur');
  await page.goto(getBadge(stack));
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByRole('heading', { name: 'Kartu tersimpan' })).toBeVisible();
  await page.goto(hotel?.gates[0]?.url ?? '');
  await checkInNow(page);
  await expectResult(page, 'Boleh masuk', 'green');
  await expect(page.getByText('Kartu ini dari instansi lain. Di sini Anda dihitung sebagai pengunjung.')).toBeVisible();
  await page.getByRole('button', { name: 'Check-out' }).click();
  await expectResult(page, 'Sudah keluar', 'left');
});

test('a file of employees is entered as a whole, or not at all', async ({ page, stack }) => {
  await openRoster(page, stack);
  const word = randomUUID().replaceAll(/[\d-]/g, '');
  const choose = (text: string): Promise<void> =>
    page.getByLabel('Berkas CSV', { exact: true }).setInputFiles({
      name: 'pegawai.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    });
  await choose(`nama;nomor\nGusti ${word};1\nAyu ${word};3174011204610001\n`);
  await expect(page.getByRole('region', { name: 'Kesalahan per baris' })).toContainText('3nomor');
  await choose(`nama;nomor\nGusti ${word};1\nAyu ${word};2\n`);
  await page.getByRole('button', { name: 'Tambahkan 2 pegawai' }).click();
  await expect(page.getByText('2 pegawai ditambahkan.')).toBeVisible();
  const badges = await page.getByRole('link', { name: 'Cetak kartu mereka' }).getAttribute('href');
  expect((await readPoster(await (await page.request.get(badges ?? '')).body())).texts).toHaveLength(2);

  await page.getByLabel('Cari nama, unit, atau nomor').fill(`ayu ${word}`);
  await page.getByRole('button', { name: 'Cari' }).click();
  await expect(page.getByText(/^1 dari \d+ pegawai$/)).toBeVisible();
  await page.getByText(`Ayu ${word}`, { exact: true }).click();
  await page.getByRole('button', { name: `Hapus Ayu ${word}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus' }).click();
  await expect(page.getByText('Tidak ada yang cocok.')).toBeVisible();
  const { matching } = await send<EmployeesReply>(page.request, 'POST', '/employees/search', {
    search: word,
    offset: 0,
  });
  expect(matching).toBe(1);
});

test('the pages of employees', async ({ page, stack, openDevice }) => {
  await page.goto(getBadge(stack));
  await expect(page.getByText('Pegawai Pemerintah Kota Denpasar')).toBeVisible();
  await lookAt(page, 'badge-first-time');
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByRole('heading', { name: 'Kartu tersimpan' })).toBeVisible();
  await lookAt(page, 'badge-kept');
  await page.goto('/wallet');
  await expect(page.getByText('Pegawai Pemerintah Kota Denpasar')).toBeVisible();
  await lookAt(page, 'wallet-badge');
  await page.goto('/badge');
  await expect(page.getByRole('heading', { name: 'Kartu tidak ditemukan' })).toBeVisible();
  await lookAt(page, 'badge-none');

  const manager = await openDevice();
  await manager.setViewportSize({ width: 360, height: 640 });
  await openRoster(manager, stack);
  await expect(manager.getByText('Made Sari Uji')).toBeVisible();
  await lookAt(manager, 'roster');
  await manager.getByText('Made Sari Uji', { exact: true }).click();
  await manager.getByRole('button', { name: 'Ubah Made Sari Uji' }).click();
  await lookAt(manager, 'roster-change');
});
