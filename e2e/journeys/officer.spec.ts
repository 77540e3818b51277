import type { APIRequestContext } from '@playwright/test';
import { checkIn, getCertificate, getOccupancy, send, setLimit, signIn, type OwnVenue } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import type { Stack } from '../harness/stack.ts';
import { expect, test } from '../harness/test.ts';
import { enterWith, expectResult, readCode } from '../harness/visitor.ts';
import { scanWithWedge } from '../harness/wedge.ts';

test('yellow: the officer approves with a reason, and the visitor’s page says so at once', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'one-dose'));
  await expectResult(page, 'Tunggu petugas', 'yellow');
  const code = await readCode(page);
  expect((await getOccupancy(admin, venue)).inside).toBe(0);

  const waiting = officer.getByRole('article').filter({ hasText: code });
  await expect(waiting).toContainText('PERIKSA');
  await waiting.getByRole('button', { name: 'Izinkan masuk' }).click();
  await waiting.getByRole('button', { name: 'Dokumen asli sudah diperiksa' }).click();

  await expectResult(page, 'Boleh masuk', 'green');
  await expect(waiting).toContainText('Diizinkan petugas: Dokumen asli sudah diperiksa');
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
});

test('yellow: the officer refuses in words of their own, and nobody is counted', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'one-dose'));
  const code = await readCode(page);
  const waiting = officer.getByRole('article').filter({ hasText: code });
  await waiting.getByRole('button', { name: 'Tolak' }).click();
  await waiting.getByLabel('Alasan lain').fill('Suhu badan 39');
  await waiting.getByRole('button', { name: 'Kirim' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tidak boleh masuk');
  await expect(waiting).toContainText('Ditolak petugas: Suhu badan 39');
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
});

test('yellow at a full place: the approval waits with the visitor until there is room', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'one-dose'));
  const waiting = officer.getByRole('article').filter({ hasText: await readCode(page) });
  await setLimit(admin, venue, 0);
  await waiting.getByRole('button', { name: 'Izinkan masuk' }).click();
  await waiting.getByRole('button', { name: 'Dokumen asli sudah diperiksa' }).click();
  const verdict = officer.getByRole('dialog');
  await expect(verdict).toContainText('Belum diputuskan');
  await lookAt(officer, 'officer-verdict-full-undecided');
  await verdict.getByRole('button', { name: 'Lanjut' }).click();
  await expectResult(page, 'Tunggu petugas', 'yellow');

  await setLimit(admin, venue, 3);
  await waiting.getByRole('button', { name: 'Dokumen asli sudah diperiksa' }).click();
  await expectResult(page, 'Boleh masuk', 'green');
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
});

test('full: the visitor waits with live places and enters when there is one', async ({
  page,
  stack,
  admin,
  openVenue,
}) => {
  const venue = await openVenue();
  await checkIn(admin, venue, getCertificate(stack, 'two-doses-companion'));
  await setLimit(admin, venue, 1);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'two-doses'));
  await expectResult(page, 'Penuh', 'full');
  await expect(page.getByText('1 dari 1 di dalam.')).toBeVisible();
  await expect(page.getByText('Silakan masuk')).toHaveCount(0);
  expect((await getOccupancy(admin, venue)).inside).toBe(1);

  await setLimit(admin, venue, 3);
  await expect(page.getByText('Ada 2 tempat kosong sekarang.')).toBeVisible();
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expectResult(page, 'Boleh masuk', 'green');
  expect((await getOccupancy(admin, venue)).inside).toBe(2);
});

test('black: nobody enters with a positive test, and the officer is told to keep away', async ({
  page,
  stack,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'positive'));
  await expectResult(page, 'Tidak boleh masuk', 'black');
  await expect(officer.getByRole('article').filter({ hasText: await readCode(page) })).toContainText(
    'TIDAK BOLEH MASUK',
  );
});

test('closed: both screens say that it is the place, not the person', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
}) => {
  const venue = await openVenue({ name: 'Balai Uji' });
  const order = { venueId: venue.id, kind: 'close', from: null, until: null, reason: 'Uji', sourceUrl: null };
  await send(admin, 'POST', '/orders', order);
  const officer = await openOfficer(venue);
  await enterWith(page, venue.gate.url, getCertificate(stack, 'two-doses'));
  await expectResult(page, 'Tutup', 'closed');
  await expect(page.getByText('Silakan masuk')).toHaveCount(0);
  await lookAt(page, 'result-closed');
  const entry = officer.getByRole('article').filter({ hasText: await readCode(page) });
  await expect(entry).toContainText('TUTUP');

  await scanWithWedge(officer, getCertificate(stack, 'two-doses-companion'));
  await expect(officer.getByRole('heading', { name: 'TUTUP', exact: true })).toBeVisible();
  await expect(officer.getByText('Jangan beri masuk siapa pun, juga yang hijau.')).toBeVisible();
  await expect(officer.getByText('Silakan masuk')).toHaveCount(0);
  await lookAt(officer, 'officer-closed');
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
});

/** Two hours from now by the venue's clock, for one hour. */
function hoursAhead(): { opensAt: string; closesAt: string } {
  const hour = (ahead: number): string =>
    new Date(Date.now() + (8 + ahead) * 3_600_000).toISOString().slice(11, 13).concat(':00');
  return { opensAt: hour(2), closesAt: hour(3) };
}

/** With two people inside whom an order finds there. */
async function openWithTwoInside(admin: APIRequestContext, stack: Stack, venue: OwnVenue): Promise<void> {
  for (const id of ['two-doses', 'two-doses-companion']) await checkIn(admin, venue, getCertificate(stack, id));
}

test('closed by an order: the gate, the board and the visitor’s page say so at once, and who must still leave', async ({
  page,
  stack,
  admin,
  openVenue,
  openOfficer,
  openDevice,
}) => {
  const venue = await openVenue({ name: 'Balai Uji' });
  await openWithTwoInside(admin, stack, venue);
  const officer = await openOfficer(venue);
  const count = officer.getByRole('region', { name: 'Di dalam' });
  await expect(count).toContainText('2 dari 50');
  const board = await openDevice();
  await board.goto(`/board/${venue.id}`);
  await expect(board.locator('.board__state')).toHaveText('LONGGAR');
  const order = { venueId: venue.id, kind: 'close', from: null, until: null, reason: 'Uji', sourceUrl: null };
  await send(admin, 'POST', '/orders', order);

  await expect(count).toContainText('TUTUP');
  await expect(board.locator('.board__state')).toHaveText('TUTUP');
  await expect(count).toContainText('2 masih di dalam');
  await expect(count).toContainText('Ditutup atas perintah pemerintah daerah. Alasan: Uji');
  await expect(board.locator('.board__inside')).toHaveText('masih di dalam · Ditutup atas perintah pemerintah daerah.');
  await lookAt(board, 'board-closed');
  await officer.getByRole('button', { name: 'Tambah satu orang' }).click();
  await expect(count).toContainText('Tutup: tidak ada yang ditambahkan.');
  await lookAt(officer, 'officer-gate-closed');

  await page.goto(venue.gate.url);
  await expect(page.getByText('Tempat ini sedang tutup.')).toBeVisible();
  await expect(page.getByText('Penuh', { exact: true })).toHaveCount(0);
  await lookAt(page, 'gate-closed');
});

test('closed by an order or by its hours: the manager and the authority see it in their lists', async ({
  page,
  stack,
  admin,
  openVenue,
  openDevice,
}) => {
  const area = '51.71.01.1006';
  const ordered = await openVenue({ name: 'Balai Perintah Uji', area });
  const resting = await openVenue({ name: 'Balai Malam Uji', area, ...hoursAhead() });
  await openWithTwoInside(admin, stack, ordered);
  const order = { venueId: ordered.id, kind: 'close', from: null, until: null, reason: 'Uji', sourceUrl: null };
  await send(admin, 'POST', '/orders', order);
  const byHours = `Di luar jam buka, buka lagi pukul ${resting.opensAt?.replace(':', '.')}.`;

  await signIn(page.request, stack, 'pengelola');
  await page.goto('/manager');
  const ofManager = page.getByRole('listitem');
  await expect(ofManager.filter({ hasText: ordered.name })).toContainText(/TUTUP.*Alasan: Uji.*2 masih di dalam/);
  await expect(ofManager.filter({ hasText: resting.name })).toContainText(`TUTUP${byHours}0 masih di dalam`);
  await lookAt(page, 'manager-venues-closed');
  await page.getByRole('link', { name: ordered.name }).click();
  const inside = page.getByRole('region', { name: 'Di dalam sekarang' });
  await expect(inside).toContainText(/2 masih di dalam.*TUTUP.*Alasan: Uji/);
  await expect(inside).not.toContainText('Batas');
  await lookAt(page, 'manager-venue-closed');

  const authority = await openDevice();
  await signIn(authority.request, stack, 'satgas');
  await authority.goto('/city');
  const ofCity = authority.locator('.city-venue');
  await expect(ofCity.filter({ hasText: ordered.name })).toContainText(/2 masih di dalam.*TUTUP.*Alasan: Uji/);
  await expect(ofCity.filter({ hasText: resting.name })).toContainText(`TUTUP${byHours}`);
  await lookAt(authority, 'city-closed');
});

test('scans a paper card with the camera', async ({ stack, admin, openVenue, openOfficer, showToCamera }) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  await showToCamera(getCertificate(stack, 'two-doses'));
  await officer.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(officer.getByRole('heading', { name: 'BOLEH MASUK', exact: true })).toBeVisible();
  await expect(officer.getByRole('region', { name: 'Di dalam' })).toContainText('1 dari 50');
  expect((await getOccupancy(admin, venue)).visitors).toBe(1);
});

test('scans with a keyboard wedge, in and out', async ({ stack, admin, openVenue, openOfficer }) => {
  const venue = await openVenue();
  const officer = await openOfficer(venue);
  const card = getCertificate(stack, 'two-doses');
  await scanWithWedge(officer, card);
  await expect(officer.getByRole('heading', { name: 'BOLEH MASUK', exact: true })).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(1);
  await officer.getByRole('button', { name: 'Lanjut' }).click();

  await officer.getByText('Keluar', { exact: true }).click();
  await scanWithWedge(officer, card);
  await expect(officer.getByRole('heading', { name: 'SUDAH KELUAR', exact: true })).toBeVisible();
  expect((await getOccupancy(admin, venue)).inside).toBe(0);
});

test('a code that is no certificate refuses nobody and is not sent', async ({ stack, openVenue, openOfficer }) => {
  const officer = await openOfficer(await openVenue());
  const posted: string[] = [];
  officer.on('request', (request) => request.method() === 'POST' && posted.push(request.url()));
  await scanWithWedge(officer, '8999909028234');
  await expect(officer.getByText('Kode tidak terbaca: ini bukan sertifikat. Pindai lagi.')).toBeVisible();
  expect(posted).toEqual([]);
  await scanWithWedge(officer, getCertificate(stack, 'two-doses'));
  await expect(officer.getByRole('heading', { name: 'BOLEH MASUK' })).toBeVisible();
  await scanWithWedge(officer, '8999909028234');
  await expect(officer.getByRole('dialog')).toHaveCount(0);
  expect(posted).toHaveLength(1);
});
