import { send } from '../harness/city.ts';
import { lookAt } from '../harness/look.ts';
import { expect, test } from '../harness/test.ts';

test.use({ city: 'rules in force' });

test('everybody reads what is in force and what will be, with its grounds', async ({ page, admin, openVenue }) => {
  const why = { reason: 'Instruksi Mendagri 47/2021', sourceUrl: 'https://example.org/inmendagri-47-2021' };
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  await send(admin, 'POST', '/level-changes', { ...why, area: '51.71', level: 2, from: null });
  await send(admin, 'POST', '/level-changes', { ...why, area: '51.71.01', level: 3, from: day(4) });
  await send(admin, 'POST', '/pack-changes', { ...why, area: '51', pack: 'open', version: '1.0.0', from: day(9) });
  await page.goto('/');
  await page.getByRole('link', { name: 'Aturan yang berlaku sekarang' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aturan yang berlaku');
  const south = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Denpasar Selatan' }) });
  await expect(south).toContainText('Level 2');
  await expect(south).toContainText('Ditetapkan untuk Kota Denpasar.');
  await expect(south).toContainText('Level 3');
  await expect(south.getByRole('link', { name: 'Dasar hukum' }).first()).toHaveAttribute('href', why.sourceUrl);
  await expect(page.getByText('Bali: open 1.0.0')).toBeVisible();
  await lookAt(page, 'rules');
  await page.getByText('Siapa yang boleh masuk', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Hijau: boleh masuk' })).toBeVisible();
  await page.getByText('Batas menurut jenis tempat dan level').click();
  await lookAt(page, 'rules-read');

  const venue = await openVenue({ name: 'Kantor Uji Aturan', area: '51.71.01.1006' });
  await page.goto(`/check/${venue.id}`);
  await expect(page.getByText(`Alasan: ${why.reason}`)).toBeVisible();
  await page.getByRole('link', { name: 'Aturan yang berlaku sekarang' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aturan yang berlaku');
});
