import { chromium, type Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { writeFileSync } from 'node:fs';
import { browserArguments, chooseBrowser } from './harness/browser.ts';
import { cameraArguments, writeCameraPicture } from './harness/camera.ts';
const base = process.env.BASE ?? 'http://127.0.0.1:8117';
const demo = await (await fetch(base + '/api/v1/demo')).json();
const cert = (id: string) => demo.certificates.find((c: any) => c.id === id).text;
const cam = '/tmp/gap/cam.y4m';
await writeCameraPicture(cam, []);
const browser = await chromium.launch({ ...(await chooseBrowser()), args: [...browserArguments, ...cameraArguments(cam)] });
const sizes = { s: { width: 360, height: 640 }, l: { width: 1280, height: 800 } } as const;
const problems: string[] = [];
async function open(size: 's' | 'l') {
  const context = await browser.newContext({ viewport: sizes[size], permissions: ['camera'] });
  const page = await context.newPage();
  page.on('pageerror', (e) => problems.push('pageerror ' + e.message));
  page.on('console', (m) => m.type() === 'error' && problems.push('console ' + m.text()));
  return page;
}
async function shot(page: Page, name: string, full = true) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  for (const v of violations) problems.push(`axe ${name}: ${v.id} ${v.nodes.map((n) => n.target.join(' ') + ' ' + n.failureSummary?.slice(0, 150)).join(' | ')}`);
  const scroll = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (scroll > 0) problems.push(`${name}: scrolls sideways by ${scroll}`);
  await page.screenshot({ path: `/tmp/gap/shots/${name}.png`, fullPage: full });
}
async function signIn(page: Page, who: string) {
  const s = demo.staff.find((x: any) => x.signInName === who);
  await page.goto(base + '/sign-in');
  await page.getByLabel('Nama masuk').fill(s.signInName);
  await page.getByLabel('Kata sandi', { exact: true }).fill(s.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
}
export { base, demo, cert, cam, browser, open, shot, signIn, problems, writeCameraPicture };
const scenario = process.argv[2];
try { await (await import(`/tmp/gap/${scenario}.mts`)).default({ base, demo, cert, cam, browser, open, shot, signIn, problems, writeCameraPicture }); }
finally { await browser.close(); console.log(problems.join('\n') || 'no problems'); }
