import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIssuer, issueEuDcc } from '@gapura/credentials/issue';
import { createPrivateKey } from 'node:crypto';
import { drawCards } from './card-pdf.ts';
import type { PrintableCard } from './card-words.ts';
import { makeCertificateId } from './sign-card.ts';
import { goodContent } from './test-cards.ts';
import { openPdfReader, type PdfReader } from '../test-pdf.ts';

let pdfs: PdfReader;
beforeAll(async () => {
  pdfs = await openPdfReader();
});
afterAll(() => pdfs.close());

const now = new Date('2026-03-02T01:00:00Z');
const validUntil = new Date('2027-03-02T01:00:00Z');
const issuer = createIssuer({ country: 'ID', name: 'Dinas Uji', notBefore: now, notAfter: validUntil });
const key = createPrivateKey(issuer.privateKeyPem);
const longest = 'Sang Ayu Nyoman Puspa Dewi Kusumawardhani '.repeat(3);

function cardOf(content: Partial<PrintableCard['content']> = {}): PrintableCard {
  const certificateId = makeCertificateId();
  const full = { ...goodContent, ...content };
  const name = { fn: full.familyName, fnt: full.familyName.toUpperCase(), gn: full.givenName, gnt: full.givenName };
  const dose = {
    tg: '840539006',
    vp: 'J07BX03',
    mp: 'CoronaVac',
    ma: 'Sinovac-Biotech',
    dn: 2,
    sd: 2,
    dt: '2025-12-01',
  };
  const payload = {
    ver: '1.3.0',
    nam: name,
    dob: full.bornOn,
    v: [{ ...dose, co: 'ID', is: 'Dinas Uji', ci: certificateId }],
  };
  const text = issueEuDcc({ payload, key, keyId: issuer.keyId, issuer: 'ID', issuedAt: now, validUntil });
  return { text, content: full, certificateId, validUntil, issuer: 'Dinas Kesehatan Kota Denpasar', isTest: false };
}

const pagesOf = (pdf: Buffer): Promise<[number, number, number]> =>
  pdfs.read(pdf, async (document) => {
    const { originalWidth, originalHeight } = document.getPage(0).getOriginalSize();
    return [document.getPageCount(), originalWidth, originalHeight];
  });

/** Whether there is ink in the free strip above each line of a card of wallet size. */
const inkAbove = (pdf: Buffer): Promise<boolean[]> =>
  pdfs.read(pdf, async (document) => {
    const scale = 6;
    const { data, width } = await document.getPage(0).render({ scale, render: 'bitmap' });
    const isInked = (top: number): boolean => {
      for (let y = Math.round(top * scale); y < (top + 0.8) * scale; y += 1) {
        for (let x = 0; x < 95 * scale; x += 1) {
          if ((data[(y * width + x) * 4] ?? 255) < 200) return true;
        }
      }
      return false;
    };
    return Array.from({ length: 6 }, (_, line) => isInked(59 + line * 14.5));
  });

describe('a printed card', () => {
  it.each([
    ['an ordinary name', cardOf()],
    ['the longest names', cardOf({ familyName: longest.slice(0, 80), givenName: longest.slice(0, 80) })],
  ])('of wallet size with %s is one card of 85.6 × 54 mm whose code reads back at 200 dpi', async (_name, card) => {
    const pdf = await drawCards([card], 'wallet');
    const [pages, width, height] = await pagesOf(pdf);
    expect(pages).toBe(1);
    expect(width).toBeCloseTo((85.6 * 72) / 25.4, 0);
    expect(height).toBeCloseTo((54 * 72) / 25.4, 0);
    expect(await pdfs.decode(pdf, 200)).toEqual([card.text]);
  });

  it.each([
    ['the longest names', longest.slice(0, 80), longest.slice(0, 80)],
    ['the widest letters', 'W'.repeat(80), 'W'.repeat(80)],
    ['one long word and no first name', 'W'.repeat(80), ''],
    ['many first names', 'Kusumawardhani', 'Wayan Wirawan Wiranata '.repeat(3).trim()],
  ])('prints nothing over anything else with %s', async (_name, familyName, givenName) => {
    const issuerName = 'Dinas Kesehatan dan Kesejahteraan Masyarakat Kabupaten '.repeat(2).slice(0, 80);
    const card = { ...cardOf({ familyName, givenName }), issuer: issuerName };
    const inked = await inkAbove(await drawCards([card], 'wallet'));
    expect(inked).toEqual(inked.map(() => false));
  });

  it.each([
    ['an ordinary name', cardOf()],
    ['the longest names', cardOf({ familyName: longest.slice(0, 80), givenName: longest.slice(0, 80) })],
  ])('on A4 with %s reads back at 100 dpi', async (_name, card) => {
    const pdf = await drawCards([card], 'A4');
    expect((await pagesOf(pdf))[0]).toBe(1);
    expect(await pdfs.decode(pdf, 100)).toEqual([card.text]);
  });

  it('comes ten to a sheet of A4 where there are many, each of them readable', async () => {
    const cards = Array.from({ length: 12 }, () => cardOf());
    const pdf = await drawCards(cards, 'wallet');
    expect((await pagesOf(pdf))[0]).toBe(2);
    const found = [...(await pdfs.decode(pdf, 200, 0)), ...(await pdfs.decode(pdf, 200, 1))];
    expect(found.toSorted()).toEqual(cards.map(({ text }) => text).toSorted());
  });

  it.each(['wallet', 'A4'] as const)('(%s) says that it is a test where nobody trusts its key', async (format) => {
    const textOf = async (isTest: boolean): Promise<string> =>
      pdfs.read(await drawCards([{ ...cardOf(), isTest }], format), async (document) => document.getPage(0).getText());
    const text = await textOf(true);
    expect(text).toContain('KARTU UJI');
    expect(text).toContain('TEST CARD, not valid');
    expect(text).not.toContain('tetap berlaku');
    expect(await textOf(false)).not.toMatch(/KARTU UJI|TEST CARD/);
  });

  it.each(['wallet', 'A4'] as const)('(%s) says it in both languages, tagged, for screen readers', async (format) => {
    const card = cardOf();
    const pdf = await drawCards([card], format);
    const text = await pdfs.read(pdf, async (document) => document.getPage(0).getText().replaceAll(/\s+/g, ' '));
    for (const words of ['Kartu vaksinasi', 'Vaccination card', 'Made Sari Uji', '12-04-1961', '2/2', 'CoronaVac']) {
      expect(text).toContain(words);
    }
    const source = pdf.toString('latin1');
    expect(source).toMatch(/\/MarkInfo/);
    expect(source).toMatch(/pdfuaid:part>1</);
    for (const tag of ['Document', 'H1', 'P', 'Figure']) {
      expect(source).toMatch(new RegExp(`/S /${tag}\\b`));
    }
  });
});
