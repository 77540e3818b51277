import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepMs = 30_000;

/** What an authenticator app shows now for a key in base32 (RFC 6238: SHA-1, thirty seconds, six digits). */
function codeOf(secret: string, nowMs: number): string {
  const bits = Array.from(secret, (character) => alphabet.indexOf(character).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/gu)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(nowMs / stepMs)));
  const digest = createHmac('sha1', Buffer.from(bytes)).update(step).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** Answers the question for the second factor as whoever is asked for the first time: sets an app up and types its code. */
export async function setUpAuthenticator(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Buktikan bahwa ini Anda' });
  await dialog.getByRole('button', { name: 'Pasang aplikasi autentikator' }).click();
  const secret = await dialog.locator('.access-secret').innerText();
  await dialog.getByLabel('Kode enam angka').fill(codeOf(secret.replaceAll(/\s/gu, ''), Date.now()));
  await dialog.getByRole('button', { name: 'Konfirmasi kode' }).click();
}
