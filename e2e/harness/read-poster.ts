import { PDFiumLibrary } from '@hyzyla/pdfium';
import { readCodesOfPixels } from './read-code.ts';

const pointsPerInch = 72;
const dotsPerInch = 100;

/** What a poster says to a camera: its size in points and the texts of its QR codes, after it was printed as dots. */
export async function readPoster(pdf: Uint8Array): Promise<{ width: number; height: number; texts: string[] }> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const { data, width, height } = await page.render({ scale: dotsPerInch / pointsPerInch, render: 'bitmap' });
    document.destroy();
    const texts = await readCodesOfPixels({ data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' });
    return { width: Math.round(originalWidth), height: Math.round(originalHeight), texts };
  } finally {
    library.destroy();
  }
}
