import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPdfReader, type PdfReader } from '../test-pdf.ts';
import { badgeAddress, createBadgeCode } from './badge-code.ts';
import { drawBadges } from './badge-pdf.ts';
import type { PrintableBadge } from './badge-words.ts';

let pdfs: PdfReader;
beforeAll(async () => {
  pdfs = await openPdfReader();
});
afterAll(() => pdfs.close());

const longest = 'Sang Ayu Nyoman Puspa Dewi Kusumawardhani '.repeat(2).slice(0, 80);
const badgeOf = (part: Partial<PrintableBadge> = {}): PrintableBadge => ({
  name: 'Ni Made Uji',
  unit: 'Bagian Umum',
  number: '12',
  organisation: 'Pemerintah Kota Denpasar',
  address: badgeAddress('https://gapura.denpasarkota.go.id', createBadgeCode()),
  ...part,
});

it('draws ten badges to a sheet, whose codes read back at 200 dpi, however long the names are', async () => {
  const badges = Array.from({ length: 12 }, (_, index) =>
    index % 2 === 0 ? badgeOf() : badgeOf({ name: longest, unit: longest, organisation: longest.slice(0, 60) }),
  );
  const pdf = await drawBadges(badges);
  expect(await pdfs.read(pdf, async (document) => document.getPageCount())).toBe(2);
  const found = [...(await pdfs.decode(pdf, 200, 0)), ...(await pdfs.decode(pdf, 200, 1))];
  expect(found.toSorted()).toEqual(badges.map(({ address }) => address).toSorted());
});

it('says in both languages what it is, tagged, for screen readers', async () => {
  const pdf = await drawBadges([badgeOf()]);
  const text = await pdfs.read(pdf, async (document) => document.getPage(0).getText().replaceAll(/\s+/g, ' '));
  for (const words of ['Kartu pegawai', 'Employee badge', 'Ni Made Uji', 'Pemerintah Kota Denpasar', 'No. 12']) {
    expect(text).toContain(words);
  }
  const source = pdf.toString('latin1');
  for (const tag of ['Document', 'H1', 'H2', 'P', 'Figure']) {
    expect(source).toMatch(new RegExp(`/S /${tag}\\b`));
  }
});
