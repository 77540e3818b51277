import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { getCertificate } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';
import { checkInNow, expectResult } from '../harness/visitor.ts';
import { scanWithWedge } from '../harness/wedge.ts';

async function paste(page: Page, text: string): Promise<void> {
  await page.getByText('Tempel teks').click();
  await page.getByLabel('Teks sertifikat').fill(text);
  await page.getByRole('button', { name: 'Periksa', exact: true }).click();
}

interface Vector {
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly bytes?: string;
  readonly now: string;
  readonly trust: readonly object[];
}

async function readVector(name: string): Promise<Vector> {
  return JSON.parse(await readFile(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as Vector;
}

/** On the day of the vector, in a place that accepts its issuers. */
async function openOnTheDay(page: Page, { now, trust }: Vector): Promise<void> {
  await page.clock.setFixedTime(new Date(now));
  await page.route('**/api/v1/trust-list', (route) => route.fulfill({ json: { entries: trust } }));
  await page.goto('/certificate');
}

function conclusion(page: Page) {
  return page.locator('.conclusion');
}

test('the start page leads to it, and nothing of the certificate leaves the browser', async ({ page, stack }) => {
  const text = getCertificate(stack, 'two-doses');
  await page.goto('/');
  await page.getByRole('link', { name: 'Apa isi sertifikat saya?' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Apa isi sertifikat saya?');
  await lookAt(page, 'certificate');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  await paste(page, text);
  await expect(conclusion(page)).toContainText('Asli');
  await expect(page.getByRole('article')).toContainText('Made Sari Uji');
  await expect(page.getByRole('article')).toContainText('Vaksin, dosis 2 dari 2');
  await expect(page.getByText(/Daftar penerbit: \d+ kunci, diambil/)).toBeVisible();
  const beyond = asked.filter(
    (line) => !/^GET \S+\/(api\/v1\/(trust-list|revocations)|assets\/[\w-]+\.(js|css))\s*$/.test(line),
  );
  expect(beyond).toEqual([]);
  expect(new URL(page.url()).pathname + new URL(page.url()).search + new URL(page.url()).hash).toBe('/certificate');
  await lookAt(page, 'certificate-genuine');
});

for (const [id, word, next] of [
  ['expired', 'Asli, tetapi kedaluwarsa', 'Unduh sertifikat baru'],
  ['tampered', 'Tidak asli', 'Jangan dipakai.'],
  ['unknown-issuer', 'Penerbit tidak dikenal di sini', 'Tunjukkan dokumen aslinya'],
] as const) {
  test(`${id}: says so, and what to do`, async ({ page, stack }) => {
    await page.goto('/certificate');
    await paste(page, getCertificate(stack, id));
    await expect(conclusion(page).getByRole('heading')).toHaveText(word);
    await expect(page.getByText(next)).toBeVisible();
    await expect(page.getByRole('article')).toContainText('Uji');
    await expect(page.getByText('Belum terbukti.')).toHaveCount(id === 'expired' ? 0 : 1);
    await expect(page.getByText('Tidak ada: sertifikat ini tidak dihitung di pintu.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Simpan untuk check-in' })).toHaveCount(0);
    await lookAt(page, `certificate-${id}`);
  });
}

test('anything else is no certificate; a broken one is damaged', async ({ page, stack }) => {
  await page.goto('/certificate');
  await paste(page, 'halo dunia');
  await expect(conclusion(page).getByRole('heading')).toHaveText('Bukan sertifikat');
  await expect(page.getByRole('article')).toHaveCount(0);
  await lookAt(page, 'certificate-foreign');
  await page.getByRole('button', { name: 'Periksa sertifikat lain' }).click();
  await paste(page, getCertificate(stack, 'two-doses').slice(0, 200));
  await expect(conclusion(page).getByRole('heading')).toHaveText('Rusak atau tidak lengkap');
  await page.getByText('Rincian teknis').click();
  await expect(page.getByText('Alasan ditolak')).toBeVisible();
});

test('a card of several codes is collected by camera, in any order', async ({ openWithCamera }) => {
  const page = await openWithCamera('shc:/2/3/2909', 'shc:/1/3/5676');
  await page.goto('/certificate');
  await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(page.getByRole('dialog')).toContainText('2 dari 3 kode terbaca.');
  await page.getByRole('button', { name: 'Tutup' }).click();
  await expect(page.getByText('2 dari 3 kode terbaca.')).toBeVisible();
  await lookAt(page, 'certificate-part');
  await page.getByRole('button', { name: 'Mulai dari awal' }).click();
  await expect(page.getByText('2 dari 3 kode terbaca.')).toHaveCount(0);
});

test('scanned, kept, and checked in with', async ({ stack, openWithCamera, openVenue }) => {
  const venue = await openVenue();
  const page = await openWithCamera(getCertificate(stack, 'two-doses'));
  await page.goto('/certificate');
  await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(conclusion(page)).toContainText('Asli');
  await page.getByRole('button', { name: 'Simpan untuk check-in' }).click();
  await page.getByRole('button', { name: 'Periksa dan simpan' }).click();
  await expect(page.getByRole('heading', { name: 'Made Sari Uji' })).toBeVisible();
  await page.getByRole('button', { name: /^Lihat isi Vaksin/ }).click();
  await expect(conclusion(page)).toContainText('Asli');
  await page.goto(venue.gate.url);
  await checkInNow(page);
  await expectResult(page, 'Boleh masuk', 'green');
});

test('without a connection it verifies with the list of last time, and without one it only reads', async ({
  page,
  context,
  stack,
}) => {
  await page.goto('/certificate');
  await expect(page.getByRole('button', { name: 'Pindai dengan kamera' })).toBeVisible();
  await context.route('**/api/v1/trust-list', (route) => route.abort());
  await paste(page, getCertificate(stack, 'two-doses'));
  await expect(conclusion(page).getByRole('heading')).toHaveText('Terbaca, belum diperiksa');
  await expect(page.getByText('Belum terbukti.')).toBeVisible();
  await lookAt(page, 'certificate-unverified');
  await context.unroute('**/api/v1/trust-list');
  await page.getByRole('button', { name: 'Periksa sertifikat lain' }).click();
  await paste(page, getCertificate(stack, 'two-doses'));
  await expect(conclusion(page)).toContainText('Asli');
  await context.route('**/api/v1/trust-list', (route) => route.abort());
  await page.getByRole('button', { name: 'Periksa sertifikat lain' }).click();
  await paste(page, getCertificate(stack, 'one-dose'));
  await expect(conclusion(page)).toContainText('Asli');
  // After so long an issuer's key may have been stolen.
  await page.clock.setFixedTime(Date.now() + 31 * 86_400_000);
  await page.getByRole('button', { name: 'Periksa sertifikat lain' }).click();
  await paste(page, getCertificate(stack, 'one-dose'));
  await expect(conclusion(page)).toContainText('sudah terlalu lama');
});

test('a SMART Health Card of three codes by camera, and one by its text', async ({ openWithCamera }) => {
  const card = await readVector('smart-health-card/vaccination-in-three-chunks');
  const page = await openWithCamera(...(card.texts ?? []));
  await openOnTheDay(page, card);
  await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(conclusion(page)).toContainText('Asli');
  await expect(page.getByRole('article')).toContainText('SMART Health Card');
  await expect(page.getByText('Vaksin, dosis 2').first()).toBeVisible();
  await lookAt(page, 'certificate-health-card');
  await page.getByRole('button', { name: 'Simpan untuk check-in' }).click();
  await page.getByRole('button', { name: 'Periksa dan simpan' }).click();
  await expect(page.getByText('Diperiksa di ponsel ini.')).toBeVisible();
  await lookAt(page, 'wallet-health-card');
  await page.getByRole('link', { name: 'Apa isi sertifikat saya?' }).click();
  await paste(page, (card.texts ?? []).join('\n'));
  await expect(conclusion(page)).toContainText('Asli');
});

test('a New Zealand pass names its holder and nothing else', async ({ page }) => {
  const pass = await readVector('nz-pass/pass');
  await openOnTheDay(page, pass);
  await paste(page, pass.text ?? '');
  await expect(conclusion(page)).toContainText('Asli');
  await expect(page.getByText('Hanya menyebut pemegang dan masa berlakunya')).toBeVisible();
});

test('over plain HTTP a certificate is read, and said to be unverified', async ({ page, stack }) => {
  // What a browser takes from a page that came over plain HTTP from another host.
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'isSecureContext', { value: false });
    Object.defineProperty(crypto, 'subtle', { value: undefined });
  });
  await page.goto('/certificate');
  await paste(page, getCertificate(stack, 'two-doses'));
  await expect(conclusion(page).getByRole('heading')).toHaveText('Terbaca, belum diperiksa');
  await expect(page.getByText('Halaman ini tidak dibuka lewat HTTPS')).toBeVisible();
  await expect(page.getByRole('article')).toContainText('Made Sari Uji');
  await expect(page.getByText('Pintu memeriksanya sendiri.')).toBeVisible();
  await expect(page.getByText('Daftar penerbit tidak dipakai.')).toBeVisible();
});

test('by keyboard alone, in English', async ({ page, stack }) => {
  await page.goto('/certificate');
  await page.getByRole('button', { name: 'EN: English' }).click();
  await page.getByText('Paste its text').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Text of the certificate')).toBeFocused();
  await page.keyboard.insertText(getCertificate(stack, 'tested'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(conclusion(page)).toContainText('Genuine');
  await expect(page.locator('.report')).toBeFocused();
  await expect(page.getByRole('article')).toContainText('PCR test: negative');
  await lookAt(page, 'certificate-english');
  await page.getByRole('button', { name: 'BAN: Basa Bali' }).click();
  await expect(conclusion(page)).toContainText('Jati');
});

for (const [vector, format] of [
  ['vds-nc/vaccination', 'Segel digital ICAO (VDS-NC)'],
  ['who-ddcc/vaccination-status', 'Sertifikat WHO (DDCC)'],
  ['divoc/India-PS256', 'DIVOC, termasuk PeduliLindungi internasional'],
  ['divoc/Indonesia-Ed25519', 'DIVOC, termasuk PeduliLindungi internasional'],
] as const) {
  test(`${vector}: genuine under the page’s own security rules`, async ({ page }) => {
    const certificate = await readVector(vector);
    await openOnTheDay(page, certificate);
    await paste(page, certificate.text ?? '');
    await expect(conclusion(page)).toContainText('Asli');
    await expect(page.getByRole('article')).toContainText(format);
    await expect(page.getByRole('article')).toContainText('Vaksin, dosis');
  });
}

test('a binary certificate of DIVOC by camera', async ({ openWithCamera }) => {
  const certificate = await readVector('divoc/bytes-of-the-archive');
  const page = await openWithCamera(Buffer.from(certificate.bytes ?? '', 'base64'));
  await openOnTheDay(page, certificate);
  await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
  await expect(conclusion(page)).toContainText('Asli');
});

/** The beginning of a ZIP archive, and every byte there is. */
const archive = Uint8Array.from([0x50, 0x4b, 3, 4, ...Array.from({ length: 256 }, (_, byte) => byte)]);

for (const reader of ['zxing', 'the browser’s own reader, which spoils bytes'] as const) {
  test(`a binary code arrives byte by byte: ${reader}`, async ({ openWithCamera }) => {
    const page = await openWithCamera(archive);
    if (reader !== 'zxing') await page.addInitScript(installSpoilingReader);
    await page.goto('/certificate');
    await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
    await expect(conclusion(page).getByRole('heading')).toHaveText('Rusak atau tidak lengkap');
    await page.getByText('Rincian teknis').click();
    await expect(page.getByText('zip-invalid')).toBeVisible();
    await expect(page.getByText(`${4 + 4 * Math.ceil(archive.length / 3)} karakter`)).toBeVisible();
  });
}

function installSpoilingReader(): void {
  class BarcodeDetector {
    static getSupportedFormats(): string[] {
      return ['qr_code'];
    }
    async detect(): Promise<{ rawValue: string }[]> {
      return [{ rawValue: 'PK\u0003\u0004\uFFFD' }];
    }
  }
  Object.assign(globalThis, { BarcodeDetector });
}

test('the officer’s scanner waits for the other codes of a card', async ({ openVenue, openOfficer }) => {
  const officer = await openOfficer(await openVenue());
  await scanWithWedge(officer, 'shc:/1/2/5676290952432060346029243740');
  await expect(officer.getByText('Kode 1 dari 2 terbaca.')).toBeVisible();
  await scanWithWedge(officer, 'shc:/2/2/4460312229595326546034602925');
  await expect(officer.getByRole('heading', { name: 'TIDAK BOLEH MASUK', exact: true })).toBeVisible();
});
