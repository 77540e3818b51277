import { expect, type Page } from '@playwright/test';

/** Keeps a certificate by pasting its text, on a gate's page or in the wallet. */
export async function pasteCertificate(page: Page, text: string): Promise<void> {
  const summary = page.getByText('Tempel teks sertifikat');
  await summary.waitFor();
  // After a text that was not taken it is still open.
  const field = page.getByLabel('Teks sertifikat');
  // The form of a certificate that was just kept closes a moment after the page says so.
  await expect(async () => {
    if (await field.isHidden()) await summary.click();
    await field.fill(text, { timeout: 1_000 });
    await page.getByRole('button', { name: 'Periksa dan simpan' }).click({ timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
}

/** Opens a poster's address, keeps the certificate and checks in. */
export async function enterWith(page: Page, posterUrl: string, certificate: string): Promise<void> {
  await page.goto(posterUrl);
  await pasteCertificate(page, certificate);
  await checkInNow(page);
}

export async function checkInNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check-in', exact: true }).click();
}

/** The word that fills the visitor's screen. */
export async function expectResult(page: Page, word: string, look: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: word, exact: true })).toBeVisible();
  await expect(page.locator('main')).toHaveClass(new RegExp(`\\bis-${look}\\b`));
}

/** The four symbols that visitor and officer compare. */
export async function readCode(page: Page): Promise<string> {
  const code = await page.locator('.proof-code').innerText();
  expect(code).toMatch(/^[0-9A-Z]{4}$/);
  return code;
}

/** Adds somebody without a certificate, where certificates are added. */
export async function addChild(page: Page, name: string, bornOn: string): Promise<void> {
  await page.getByText('Anak atau orang tanpa sertifikat').click();
  await page.getByLabel('Nama panggilan').fill(name);
  await page.getByLabel('Tanggal lahir').fill(bornOn);
  await page.getByRole('button', { name: 'Tambahkan', exact: true }).click();
}
