import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { setUpAuthenticator } from '../harness/authenticator.ts';
import { checkIn, signIn, type Staff } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { readPoster } from '../harness/read-poster.ts';
import type { Stack } from '../harness/stack.ts';
import { expect, test } from '../harness/test.ts';
import { pasteCertificate } from '../harness/visitor.ts';

/** Signed in on a phone of their own. */
async function arrive(page: Page, stack: Stack, signInName: Staff): Promise<Page> {
  await page.setViewportSize({ width: 360, height: 640 });
  await signIn(page.request, stack, signInName);
  return page;
}

async function fillRequest(page: Page): Promise<void> {
  await page.getByLabel('Nama depan').fill('Ketut Tanpa Ponsel');
  await page.getByLabel('Nama keluarga').fill('Uji');
  await page.getByLabel('Tanggal lahir').fill('1948-05-17');
  await page.getByLabel('Vaksin', { exact: true }).selectOption('coronavac');
  await page.getByLabel('Dosis ke').fill('2');
  await page.getByLabel('Dari berapa dosis').fill('2');
  await page.getByLabel('Tanggal vaksinasi').fill('2026-09-01');
  await page.getByLabel('Nomor bukti kertas').fill('YB-0042/2026');
}

async function download(page: Page, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  return readFile(await (await waiting).path());
}

const titles = 'nama_keluarga;nama_depan;tanggal_lahir;vaksin;dosis_ke;dari_dosis;tanggal_vaksin;nomor_bukti';

function rowsOf(count: number): string[] {
  return Array.from(
    { length: count },
    (_, row) => `Uji;Wayan ${String.fromCharCode(65 + row)};12/04/1961;coronavac;2;2;01/09/2026;YB-${1000 + row}`,
  );
}

async function chooseFile(page: Page, rows: readonly string[]): Promise<void> {
  const buffer = Buffer.from([titles, ...rows].join('\n'));
  await page.getByLabel('Berkas CSV').setInputFiles({ name: 'kartu.csv', mimeType: 'text/csv', buffer });
}

/** From a file: all of its rows or none, approved as a whole, printed ten to a sheet. */
async function issueMany(asking: Page, deciding: Page): Promise<void> {
  await asking.getByRole('link', { name: 'Kembali' }).click();
  await asking.getByRole('link', { name: 'Berkas CSV' }).click();
  await chooseFile(asking, [...rowsOf(3), 'Uji;Made;30/02/1961;coronavac;2;2;01/09/2026;5171012345678901']);
  await expect(asking.getByRole('cell', { name: '5', exact: true })).toHaveCount(2);
  await lookAt(asking, 'cards-file-faults');
  await chooseFile(asking, rowsOf(12));
  await asking.getByRole('button', { name: 'Kirim 12 baris' }).click();
  await expect(asking.getByText('12 permintaan masuk.')).toBeVisible();

  await deciding.goto(asking.url());
  await deciding.getByRole('button', { name: 'Setujui 12 kartu' }).click();
  await expect(deciding.getByText('Disetujui: kartu terbit.')).toBeVisible();
  await lookAt(deciding, 'cards-file');
  const { texts } = await readPoster(await download(deciding, 'PDF ukuran dompet'));
  expect(new Set(texts).size).toBe(10);
}

/** The holder's phone, before anything is revoked. */
async function keepOnPhone(page: Page, text: string): Promise<Page> {
  await page.goto('/wallet');
  await pasteCertificate(page, text);
  await expect(page.getByText('Diperiksa di ponsel ini.')).toBeVisible();
  return page;
}

/** The phone that kept the card marks it, and keeps knowing it without a network; another one does not keep it. */
async function expectRevokedOnPhones(holder: Page, other: Page, text: string): Promise<void> {
  await other.goto('/wallet');
  await pasteCertificate(other, text);
  await expect(other.getByRole('alert').filter({ hasText: 'Sertifikat ini sudah dicabut.' })).toBeVisible();
  await other.context().route('**/api/v1/{trust-list,revocations}', (route) => route.abort());
  await other.goto('/certificate');
  await other.getByText('Tempel teks').click();
  await other.getByLabel('Teks sertifikat').fill(text);
  await other.getByRole('button', { name: 'Periksa', exact: true }).click();
  await expect(other.locator('.conclusion').getByRole('heading')).toHaveText('Dicabut');
  await expect(other.getByText(/Daftar pencabutan: diambil/)).toBeVisible();
  await expect(other.getByRole('button', { name: 'Simpan untuk check-in' })).toHaveCount(0);
  await expect(other.getByText('Belum terbukti')).toHaveCount(0);
  await lookAt(other, 'certificate-revoked');
  // What the browser itself remembers of the list for a minute is not waited for.
  await holder.route('**/api/v1/revocations', async (route) =>
    route.fulfill({ response: await route.fetch({ headers: { 'cache-control': 'no-cache' } }) }),
  );
  await holder.reload();
  await expect(holder.getByText('Sertifikat ini sudah dicabut.')).toBeVisible();
  await lookAt(holder, 'wallet-revoked');
}

test('cards: asked for by one, approved by another, printed, accepted at a door, revoked, and many from a file', async ({
  stack,
  openDevice,
  admin,
  openVenue,
}) => {
  // Five people with a browser each, one after another.
  test.slow();
  const asking = await arrive(await openDevice(), stack, 'penerbit.satu');
  await asking.goto(`${stack.url}/cards/new`);
  await expect(asking.getByText('Instansi ini belum berhak menerbitkan kartu.')).toBeVisible();

  const granting = await arrive(await openDevice(), stack, 'admin');
  await granting.goto(`${stack.url}/cards`);
  await granting.getByLabel('Instansi').selectOption('Pemerintah Kota Denpasar');
  await granting.getByRole('button', { name: 'Beri hak', exact: true }).click();
  await setUpAuthenticator(granting);
  await expect(granting.getByText('Hak sudah diberikan.')).toBeVisible();
  await lookAt(granting, 'cards-issuers');

  await asking.reload();
  await fillRequest(asking);
  await lookAt(asking, 'cards-new');
  await asking.getByRole('button', { name: 'Kirim permintaan' }).click();
  await setUpAuthenticator(asking);
  await expect(asking.getByText('Permintaan terkirim.')).toBeVisible();
  await lookAt(asking, 'cards-requests');
  await asking.getByRole('link', { name: /Ketut Tanpa Ponsel Uji/ }).click();
  await expect(asking.getByText(/tidak ada yang memutuskan permintaannya sendiri/)).toBeVisible();
  await expect(asking.getByRole('button', { name: 'Setujui dan terbitkan' })).toHaveCount(0);
  await lookAt(asking, 'cards-own-request');

  const deciding = await arrive(await openDevice(), stack, 'penerbit.dua');
  await deciding.goto(asking.url());
  await setUpAuthenticator(deciding);
  await expect(deciding.getByText('Ketut Tanpa Ponsel')).toBeVisible();
  await lookAt(deciding, 'cards-decision');
  await deciding.getByRole('button', { name: 'Setujui dan terbitkan' }).click();
  await expect(deciding.getByText('Disetujui: kartu terbit.')).toBeVisible();
  await lookAt(deciding, 'cards-print');

  const sheet = await readPoster(await download(deciding, 'PDF A4'));
  const wallet = await readPoster(await download(deciding, 'PDF ukuran dompet'));
  expect(sheet).toMatchObject({ width: 595, height: 842, texts: [expect.stringMatching(/^HC1:/)] });
  expect(wallet.texts).toEqual(sheet.texts);
  const [text = ''] = sheet.texts;
  const venue = await openVenue();
  expect(await checkIn(admin, venue, text)).toMatchObject({ outcome: 'admitted' });
  const phone = await keepOnPhone(await openDevice(), text);

  await deciding.getByRole('button', { name: 'Sudah diserahkan' }).click();
  await deciding.getByRole('button', { name: 'Ya, hapus datanya' }).click();
  await expect(deciding.getByText('Data pribadi permintaan ini sudah dihapus.')).toBeVisible();
  await expect(deciding.getByText('Ketut Tanpa Ponsel')).toHaveCount(0);

  await deciding.getByRole('link', { name: 'Kembali' }).click();
  await deciding.getByRole('link', { name: 'Kartu terbit' }).click();
  await lookAt(deciding, 'cards-issued');
  await deciding.getByRole('button', { name: /^Cabut URN/ }).click();
  await deciding.getByLabel('Alasan').fill('Kartu hilang');
  await lookAt(deciding, 'cards-revoke');
  await deciding.getByRole('button', { name: 'Cabut kartu' }).click();
  await expect(deciding.getByText(/^Dicabut Penerbit Dua Uji/)).toBeVisible();
  expect(await checkIn(admin, await openVenue(), text)).toMatchObject({ outcome: 'refused' });
  await expectRevokedOnPhones(phone, await openDevice(), text);

  await issueMany(asking, deciding);

  await granting.getByRole('link', { name: 'Catatan audit' }).click();
  await expect(granting.getByText('mencabut kartu').first()).toBeVisible();
  await lookAt(granting, 'cards-audit');
});
