import { randomUUID } from 'node:crypto';
import type { ManagedVenuesReply } from '@gapura/contract';
import type { Page } from '@playwright/test';
import { getOccupancy, getStaff, send, signIn } from '../harness/city.ts';
import { readCodes } from '../harness/read-code.ts';
import { readPoster } from '../harness/read-poster.ts';
import type { Stack } from '../harness/stack.ts';
import { expect, test } from '../harness/test.ts';

async function signInAtPage(page: Page, stack: Stack): Promise<void> {
  const { signInName, password } = getStaff(stack, 'pengelola');
  await page.goto('/sign-in');
  await page.getByLabel('Nama masuk').fill(signInName);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tempat');
}

test('registers a venue with two gates, and its posters lead to them', async ({ page, stack }) => {
  const name = `Balai ${randomUUID().slice(0, 8)}`;
  await signInAtPage(page, stack);
  await page.getByRole('link', { name: 'Tambah tempat' }).click();
  await page.getByLabel('Nama tempat').fill(name);
  await page.getByLabel('Jenis tempat').selectOption('village-office');
  await page.getByLabel('Alamat').fill('Jalan Uji 7, Sanur');
  await page.getByLabel('Wilayah').selectOption('51.71.01.1006');
  await page.getByLabel('Kapasitas', { exact: true }).fill('80');
  await page.getByLabel('Batas', { exact: true }).fill('40');
  await page.getByRole('button', { name: 'Tambah pintu' }).click();
  await page.getByLabel('Nama pintu').nth(1).fill('Pintu Belakang');
  await page.getByRole('button', { name: 'Daftarkan tempat' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

  const { venues } = await send<ManagedVenuesReply>(page.request, 'GET', '/managed-venues');
  expect(venues.find((venue) => venue.name === name)?.area).toBe('51.71.01.1006');
  const gates = venues.find((venue) => venue.name === name)?.gates ?? [];
  expect(gates.map((gate) => gate.name)).toEqual(['Pintu utama', 'Pintu Belakang']);
  for (const [size, width, height] of [
    ['A4', 595, 842],
    ['A3', 842, 1191],
  ] as const) {
    for (const gate of gates) {
      const link = page.getByRole('link', { name: `Poster ${gate.name}, ${size}, Indonesia` });
      const poster = await page.request.get((await link.getAttribute('href')) ?? '');
      expect(await readPoster(await poster.body())).toEqual({ width, height, texts: [gate.url] });
    }
  }
});

test('a form with mistakes names them all and registers nothing', async ({ page, stack }) => {
  await signIn(page.request, stack, 'pengelola');
  await page.goto('/manager/new');
  await page.getByLabel('Kapasitas', { exact: true }).fill('10');
  await page.getByLabel('Batas', { exact: true }).fill('11');
  await page.getByRole('button', { name: 'Daftarkan tempat' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Periksa isian berikut' });
  await expect(summary.getByRole('listitem')).toHaveText([
    'Isi nama tempat, 2–120 huruf.',
    'Pilih jenis tempat.',
    'Isi batas dengan angka yang tidak melebihi kapasitas.',
  ]);
  expect(new URL(page.url()).pathname).toBe('/manager/new');
});

test('sets the limit by hand after looking at it', async ({ page, stack, admin, openVenue }) => {
  const venue = await openVenue();
  await signIn(page.request, stack, 'pengelola');
  await page.goto(`/manager/venues/${venue.id}`);
  await page.getByLabel('Batas baru').fill('20');
  await page.getByLabel('Alasan').fill('PPKM level 3');
  await page.getByRole('button', { name: 'Periksa perubahan' }).click();
  await expect(page.getByText('Batas berubah dari 50 menjadi 20.')).toBeVisible();
  expect((await getOccupancy(admin, venue)).limit).toBe(50);
  await page.getByRole('button', { name: 'Tetapkan batas' }).click();
  await expect(page.getByText('Batas baru berlaku.')).toBeVisible();
  expect((await getOccupancy(admin, venue)).limit).toBe(20);
});

test('corrects the name and the hours of a venue', async ({ page, stack, openVenue }) => {
  const venue = await openVenue({ name: 'Kantor Salah Ketik', limit: 20 });
  await signIn(page.request, stack, 'pengelola');
  await page.goto(`/manager/venues/${venue.id}`);
  const card = page.getByRole('region', { name: 'Nama, alamat, jam buka' });
  await card.getByText('Ubah').click();
  await card.getByLabel('Nama tempat').fill('');
  await card.getByRole('button', { name: 'Simpan' }).click();
  await expect(card.getByText('Isi nama tempat, 2–120 huruf.').first()).toBeVisible();
  await card.getByLabel('Nama tempat').fill('Kantor Benar');
  await card.getByLabel('Alamat').fill('Jl. Veteran 1');
  await card.getByLabel('Selalu buka').uncheck();
  await card.getByLabel('Buka pukul').fill('07:30');
  await card.getByLabel('Tutup pukul').fill('20:00');
  await card.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.getByText('Perubahan disimpan')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Kantor Benar' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Jl. Veteran 1').first()).toBeVisible();
});

test('pairs a device: it becomes the officer’s screen of the gate', async ({ page, stack, openVenue, openDevice }) => {
  const venue = await openVenue();
  await signIn(page.request, stack, 'pengelola');
  await page.goto(`/manager/venues/${venue.id}`);
  await page.getByRole('button', { name: 'Pasang perangkat' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pasang perangkat: Pintu Utara' });
  const address = await dialog.locator('.manager-link').innerText();
  expect(await readCodes(await dialog.screenshot())).toEqual([address]);

  const device = await openDevice();
  await device.goto(address);
  await device.getByLabel('Nama perangkat').fill('HP pintu utara');
  await device.getByRole('button', { name: 'Pasang perangkat' }).click();
  await expect(device.getByRole('heading', { level: 1 })).toHaveText('Pintu Utara');
  await expect(device.getByText('Baru saja di pintu ini')).toBeVisible();
  await expect(page.getByText('HP pintu utara sudah terpasang.')).toBeVisible();
  await expect(dialog).toHaveCount(0);
});
