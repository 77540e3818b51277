import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { drawPoster, type Poster } from './poster-pdf.ts';

const gate: Poster['gate'] = {
  id: '0192f0c1-0000-7000-8000-000000000001',
  venueId: '0192f0c1-0000-7000-8000-000000000002',
  code: '8F3KQ2ZT7M',
  name: 'Pintu Utara',
  direction: 'both',
  closedAt: null,
  venue: {
    id: '0192f0c1-0000-7000-8000-000000000002',
    organisationId: '0192f0c1-0000-7000-8000-000000000003',
    name: 'Kantor Wali Kota Uji',
    category: 'government-office',
    address: 'Jalan Uji 1',
    timeZone: 'Asia/Makassar',
    areaCode: null,
    sector: null,
    capacity: 1200,
    longestStayMinutes: 720,
    opensAt: null,
    closesAt: null,
  },
};
const url = `HTTPS://GAPURA.EXAMPLE/G/${gate.code}/${'8F3KQ2ZT7MABCDEFGHJKMNPQRSTVWXYZ'.repeat(4).slice(0, 103)}`;
const poster: Poster = { size: 'A4', language: 'id', gate, url };
const pointsPerInch = 72;

let library: PDFiumLibrary;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const { buffer, byteOffset, byteLength } = await readFile(wasm);
  prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });
  library = await PDFiumLibrary.init();
});
afterAll(() => library.destroy());

async function withDocument<T>(pdf: Buffer, read: (document: PDFiumDocument) => Promise<T>): Promise<T> {
  const document = await library.loadDocument(pdf);
  try {
    return await read(document);
  } finally {
    document.destroy();
  }
}

/** What a reader finds on the poster after printing it at so many dots per inch. */
function decode(pdf: Buffer, dotsPerInch: number): Promise<string[]> {
  return withDocument(pdf, async (document) => {
    const { data, width, height } = await document
      .getPage(0)
      .render({ scale: dotsPerInch / pointsPerInch, render: 'bitmap' });
    const picture = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' as const };
    const codes = await readBarcodes(picture, { formats: ['QRCode'] });
    return codes.map(({ text }) => text);
  });
}

describe('a printed poster', () => {
  it.each([
    ['A4', 'id', 60],
    ['A4', 'en', 150],
    ['A3', 'id', 60],
    ['A3', 'en', 150],
  ] as const)('%s in %s at %d dpi decodes to the gate’s address', async (size, language, dotsPerInch) => {
    expect(await decode(await drawPoster({ ...poster, size, language }), dotsPerInch)).toEqual([url]);
  });

  it('also on a machine without a domain, with a port', async () => {
    const local = url.replace('HTTPS://GAPURA.EXAMPLE', 'HTTP://127.0.0.1:8080');
    expect(await decode(await drawPoster({ ...poster, url: local }), 60)).toEqual([local]);
  });

  it('also where the address is so long that error correction must give way', async () => {
    const long = url.replace('GAPURA.EXAMPLE', `${'SANGAT-PANJANG.'.repeat(12)}EXAMPLE`);
    expect(await decode(await drawPoster({ ...poster, url: long }), 150)).toEqual([long]);
  });

  it.each([
    ['A4', 595, 842],
    ['A3', 842, 1191],
  ] as const)('is one sheet of %s', async (size, width, height) => {
    const [count, sheet] = await withDocument(
      await drawPoster({ ...poster, size }),
      async (document) => [document.getPageCount(), document.getPage(0).getOriginalSize()] as const,
    );
    expect(count).toBe(1);
    expect(sheet.originalWidth).toBeCloseTo(width, -1);
    expect(sheet.originalHeight).toBeCloseTo(height, -1);
  });

  it.each([
    [
      'id',
      'both',
      [
        'Pindai untuk masuk',
        'Anda yang memindai kode ini',
        '8F3KQ 2ZT7M',
        'Kantor Wali Kota Uji',
        'Pintu Utara',
        'Tidak membawa ponsel?',
        'gapura.example/G/',
      ],
    ],
    [
      'en',
      'in',
      [
        'Scan to enter',
        'You scan this code',
        '8F3KQ 2ZT7M',
        'Kantor Wali Kota Uji',
        'Pintu Utara',
        'No phone with you?',
        'gapura.example/G/',
      ],
    ],
    ['id', 'out', ['Pindai untuk keluar', 'Ketuk tombol keluar']],
    ['en', 'out', ['Scan to leave', 'Tell the officer that you are leaving']],
  ] as const)('says in %s at a gate for %s what to do', async (language, direction, expected) => {
    const pdf = await drawPoster({ ...poster, language, gate: { ...gate, direction } });
    const text = await withDocument(pdf, async (document) => document.getPage(0).getText().replaceAll(/\s+/g, ' '));
    for (const words of expected) {
      expect(text).toContain(words);
    }
  });

  it('stays on one sheet with the longest names', async () => {
    const name = 'Mal Pelayanan Publik Sewakadharma Lumintang Gedung Utara '.repeat(3).slice(0, 120);
    const pdf = await drawPoster({ ...poster, gate: { ...gate, name, venue: { ...gate.venue, name } } });
    expect(await withDocument(pdf, async (document) => document.getPageCount())).toBe(1);
    expect(await decode(pdf, 60)).toEqual([url]);
  });
});

describe('the PDF', () => {
  it('is tagged, in a language, with a title, and brings its letters', async () => {
    const source = (await drawPoster(poster)).toString('latin1');
    expect(source).toMatch(/\/MarkInfo/);
    expect(source).toMatch(/\/Lang \(id\)/);
    expect(source).toMatch(/\/DisplayDocTitle true/);
    expect(source).toMatch(/pdfuaid:part>1</);
    expect(source).toMatch(/\/FontFile2/);
    for (const tag of ['Document', 'H1', 'H2', 'P', 'Figure', 'L', 'LI', 'Lbl', 'LBody']) {
      expect(source).toMatch(new RegExp(`/S /${tag}\\b`));
    }
  });
});
