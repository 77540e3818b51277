import { randomUUID } from 'node:crypto';
import type { CheckInReply, CheckOutReply, RegimesReply, RulePackDocument, RulePackSummary } from '@gapura/contract';
import type { APIRequestContext, Page } from '@playwright/test';
import { getCertificate, getOccupancy, getStaff, send, type OwnVenue } from '../harness/city.ts';
import type { Stack } from '../harness/stack.ts';
import { expect, test } from '../harness/test.ts';
import { checkInNow, enterWith, expectResult } from '../harness/visitor.ts';

/** A village that no other test uses. */
const village = '51.71.03.2009';
const change = { from: null, reason: 'Uji', sourceUrl: null };
const partySize = 50;

async function signInAtPage(page: Page, stack: Stack): Promise<void> {
  const { signInName, password } = getStaff(stack, 'satgas');
  await page.goto('/sign-in');
  await page.getByLabel('Nama masuk').fill(signInName);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ikhtisar Kota Denpasar');
}

/** Rules that let everybody in, with the limits of 2021: a crowd needs no certificates then. */
async function countOnly(admin: APIRequestContext): Promise<void> {
  const open = await send<RulePackDocument>(admin, 'GET', '/rule-packs/open/1.0.0');
  const denpasar = await send<RulePackDocument>(admin, 'GET', '/rule-packs/id-denpasar-2021/1.1.0');
  const document = {
    pack: { ...(open.pack as object), version: '1.1.0' },
    limits: { ...(denpasar.limits as object), pack: 'open' },
  };
  const { id, version } = await send<RulePackSummary>(admin, 'POST', '/rule-packs', document);
  await send<RegimesReply>(admin, 'POST', '/pack-changes', { ...change, area: village, pack: id, version });
}

function enterParty(client: APIRequestContext, venue: OwnVenue): Promise<CheckInReply> {
  const persons = Array.from({ length: partySize }, () => ({ credentials: [] }));
  return send(client, 'POST', '/check-ins', { eventId: randomUUID(), gate: venue.gate.code, kind: 'visitor', persons });
}

function leave(client: APIRequestContext, { persons }: CheckInReply): Promise<CheckOutReply> {
  const visits = persons.flatMap(({ visit }) => visit ?? []);
  return send(client, 'POST', '/check-outs', { eventId: randomUUID(), visits });
}

test.use({ city: 'levels and cases' });

test('a level is lowered while 400 are inside a limit of 300: nobody is put out, nobody enters until there is room', async ({
  page,
  stack,
  admin,
  openVenue,
  openDevice,
}) => {
  await countOnly(admin);
  await send<RegimesReply>(admin, 'POST', '/level-changes', { ...change, area: village, level: 1 });
  const wishes = { area: village, category: 'tourist-site', capacity: 600, limit: 600 };
  const venue = await openVenue({ ...wishes, name: 'Taman Kota Uji' });
  const parties = await Promise.all(Array.from({ length: 8 }, () => enterParty(admin, venue)));
  expect(await getOccupancy(admin, venue)).toMatchObject({ inside: 400, limit: 450 });

  const board = await openDevice();
  await board.goto(`/board/${venue.id}`);
  await expect(board.getByText('Batas 450')).toBeVisible();
  const visitor = await openDevice();
  await visitor.goto(venue.gate.url);
  await expect(visitor.getByRole('button', { name: 'Check-in', exact: true })).toBeEnabled();

  await signInAtPage(page, stack);
  await page.goto(`/city/levels/${village}`);
  await page.getByRole('radio', { name: '3' }).check();
  await page.getByLabel('Alasan').fill('Instruksi Wali Kota');
  await page.getByRole('button', { name: 'Periksa dampaknya' }).click();
  await expect(page.getByText('Batas 450 → 300')).toBeVisible();
  await expect(page.getByText('400 di dalam sekarang, 100 terlalu banyak')).toBeVisible();
  expect((await getOccupancy(admin, venue)).limit).toBe(450);
  await page.getByRole('button', { name: 'Tetapkan' }).click();

  await expect(board.getByText('Batas 300')).toBeVisible();
  await expect(board.locator('.board__state')).toHaveText('MELEBIHI BATAS');
  await checkInNow(visitor);
  await expectResult(visitor, 'Penuh', 'full');
  expect(await getOccupancy(admin, venue)).toMatchObject({ inside: 400, limit: 300 });
  await page.goto('/city');
  const line = page.locator('.city-venue').filter({ hasText: 'Taman Kota Uji' });
  await expect(line).toContainText('Lebih 100 orang');

  const [first, second, third] = parties;
  for (const party of [first, second]) if (party !== undefined) await leave(admin, party);
  await expect(board.locator('.board__state')).toHaveText('PENUH');
  await expect(line).toContainText('Penuh');
  await visitor.getByRole('button', { name: 'Coba lagi' }).click();
  await expectResult(visitor, 'Penuh', 'full');
  if (third !== undefined) await leave(admin, third);
  await visitor.getByRole('button', { name: 'Coba lagi' }).click();
  await expectResult(visitor, 'Boleh masuk', 'green');
  expect(await getOccupancy(admin, venue)).toMatchObject({ inside: 251, limit: 300 });
});

test('a case is entered: black at the door, an incident for the authority, without a name', async ({
  page,
  stack,
  openVenue,
  openDevice,
}) => {
  const venue = await openVenue({ name: 'Kantor Camat Uji Barat', area: '51.71.03' });
  await signInAtPage(page, stack);
  await page.goto('/city/cases');
  await page.getByLabel('Tanggal hasil laboratorium').fill(new Date().toISOString().slice(0, 10));
  await page.getByLabel('Atau contoh dari kota demo').selectOption('two-doses-companion');
  await expect(page.getByText('Dibaca di peramban ini.')).toBeVisible();
  await page.getByRole('button', { name: 'Catat kasus' }).click();
  await expect(page.getByText('Sudah dicatat, berlaku di semua pintu.')).toBeVisible();

  await page.goto('/city/incidents');
  await expect(page.getByText('Daftar ini diperbarui sendiri.')).toBeVisible();
  const visitor = await openDevice();
  await enterWith(visitor, venue.gate.url, getCertificate(stack, 'two-doses-companion'));
  await expectResult(visitor, 'Tidak boleh masuk', 'black');
  await expect(page.getByRole('article').filter({ hasText: 'Kantor Camat Uji Barat' })).toBeVisible();
  const holder = stack.demo.certificates.find(({ id }) => id === 'two-doses-companion')?.holder ?? '';
  expect(holder).not.toBe('');
  await expect(page.getByText(holder)).toHaveCount(0);
});
