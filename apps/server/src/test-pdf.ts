import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const pointsPerInch = 72;

/** Reads printed cards as a person with a scanner does. */
export interface PdfReader {
  read<T>(pdf: Buffer, work: (document: PDFiumDocument) => Promise<T>): Promise<T>;
  /** The texts of all codes on a page that was printed at so many dots per inch. */
  decode(pdf: Buffer, dotsPerInch: number, page?: number): Promise<string[]>;
  close(): void;
}

export async function openPdfReader(): Promise<PdfReader> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const { buffer, byteOffset, byteLength } = await readFile(wasm);
  prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });
  const library = await PDFiumLibrary.init();
  const reader: PdfReader = {
    async read(pdf, work) {
      const document = await library.loadDocument(pdf);
      try {
        return await work(document);
      } finally {
        document.destroy();
      }
    },
    decode: (pdf, dotsPerInch, page = 0) =>
      reader.read(pdf, async (document) => {
        const scale = dotsPerInch / pointsPerInch;
        const { data, width, height } = await document.getPage(page).render({ scale, render: 'bitmap' });
        const picture = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' as const };
        const codes = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: 20 });
        return codes.map(({ text }) => text);
      }),
    close: () => library.destroy(),
  };
  return reader;
}
