import { getCertificate, getOccupancy } from '../harness/city.ts';
import { expect, test } from '../harness/test.ts';
import { checkInNow, expectResult, pasteCertificate } from '../harness/visitor.ts';

test('the app opens offline; a check-in waits honestly and is sent once', async ({
  page,
  context,
  stack,
  admin,
  openVenue,
}) => {
  const venue = await openVenue();
  await page.goto(venue.gate.url);
  await pasteCertificate(page, getCertificate(stack, 'two-doses'));
  await expect(page.getByRole('checkbox', { name: /Made Sari Uji/ })).toBeChecked();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));

  await context.setOffline(true);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Masuk dengan satu ketukan');
  await page.goto(venue.gate.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(venue.name);
  await expect(page.getByText('Itu belum izin masuk')).toBeVisible();
  await checkInNow(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Belum terkirim');
  await expect(page.getByText('Ini belum izin masuk.')).toBeVisible();
  await page.goto('/');
  await expect(page.getByText('menunggu sambungan')).toBeVisible();
  expect(await getOccupancy(admin, venue)).toMatchObject({ inside: 0, seq: 0 });

  await page.getByRole('link', { name: `Check-in di pintu ${venue.gate.code}` }).click();
  await context.setOffline(false);
  await expectResult(page, 'Boleh masuk', 'green');
  await page.reload();
  await expectResult(page, 'Boleh masuk', 'green');
  expect(await getOccupancy(admin, venue)).toMatchObject({ inside: 1, seq: 1 });
});

test.describe('on a phone that has stored nothing of the app', () => {
  test.use({ serviceWorkers: 'block' });

  test('a connection that breaks before the tap is told, and nothing is lost', async ({
    page,
    context,
    stack,
    admin,
    openVenue,
  }) => {
    const venue = await openVenue();
    await page.goto(venue.gate.url);
    await pasteCertificate(page, getCertificate(stack, 'two-doses'));
    await expect(page.getByRole('checkbox', { name: /Made Sari Uji/ })).toBeChecked();
    await context.setOffline(true);
    await checkInNow(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Belum terkirim');
    await context.setOffline(false);
    await expectResult(page, 'Boleh masuk', 'green');
    expect(await getOccupancy(admin, venue)).toMatchObject({ inside: 1, seq: 1 });
  });
});
