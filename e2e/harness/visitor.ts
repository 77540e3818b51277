import { expect, type Page } from '@playwright/test';

/** Keeps a certificate by pasting its text, on a gate's page or in the wallet. */
export async function pasteCertificate(page: Page, text: string): Promise<void> {
  await page.getByText('Tempel teks sertifikat').click();
  await page.getByLabel('Teks sertifikat').fill(text);
  await page.getByRole('button', { name: 'Periksa dan simpan' }).click();
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
