import { toSingleText } from '@gapura/credentials';
import type { readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { fitWithin, frameSidePx } from './frame.ts';
import type { ScannedCode } from './repeats.ts';

/** Reads QR codes in a drawn frame. */
export interface Decoder {
  read(frame: HTMLCanvasElement): Promise<ScannedCode | undefined>;
}

interface BarcodeDetectorLike {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}

interface BarcodeDetectorClass {
  new (options: { formats: string[] }): BarcodeDetectorLike;
  getSupportedFormats(): Promise<string[]>;
}

/** Some browsers have the class and read nothing with it, so the list of formats decides. */
export async function findNativeDecoder(): Promise<Decoder | undefined> {
  const Detector = (globalThis as { BarcodeDetector?: BarcodeDetectorClass }).BarcodeDetector;
  if (Detector === undefined || !(await Detector.getSupportedFormats()).includes('qr_code')) return undefined;
  const detector = new Detector({ formats: ['qr_code'] });
  return {
    async read(frame) {
      const [code] = await detector.detect(frame);
      // A native reader gives text alone, and spoils what is none: zxing reads the bytes of a ZIP.
      if (code?.rawValue.startsWith('PK') === true) return (await getZxingDecoder()).read(frame);
      return code === undefined ? undefined : { text: code.rawValue };
    },
  };
}

const options = { formats: ['QRCode' as const], tryHarder: true, maxNumberOfSymbols: 1 };

interface Reader {
  readBarcodes: typeof readBarcodes;
}
let reader: Promise<Reader> | undefined;

/** Loads zxing once, from this origin only. A failed load is tried again at the next call. */
function loadReader(): Promise<Reader> {
  reader ??= import('zxing-wasm/reader').then(async (loaded) => {
    const overrides = { locateFile: (path: string) => (path.endsWith('.wasm') ? wasmUrl : path) };
    await loaded.prepareZXingModule({ overrides, fireImmediately: true });
    return loaded;
  });
  reader.catch(() => (reader = undefined));
  return reader;
}

/** @throws when zxing cannot be loaded. */
export async function getZxingDecoder(): Promise<Decoder> {
  const zxing = await loadReader();
  return {
    async read(frame) {
      const context = frame.getContext('2d', { willReadFrequently: true });
      if (context === null) return undefined;
      const [code] = await zxing.readBarcodes(context.getImageData(0, 0, frame.width, frame.height), options);
      return code?.isValid === true
        ? { text: code.text.startsWith('PK') ? toSingleText(code.bytes) : code.text }
        : undefined;
    },
  };
}

const pictureSidesPx = [frameSidePx * 2, frameSidePx, frameSidePx * 4];

/**
 * Reads the code of a picture file: a photo or a screenshot.
 * @returns nothing when the picture shows no code
 * @throws when the file is no picture
 */
export async function decodePicture(picture: Blob): Promise<ScannedCode | undefined> {
  const [bitmap, decoder] = await Promise.all([createImageBitmap(picture), getZxingDecoder()]);
  try {
    for (const side of pictureSidesPx) {
      const code = await decoder.read(draw(bitmap, side));
      if (code !== undefined) return code;
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

function draw(bitmap: ImageBitmap, maxSidePx: number): HTMLCanvasElement {
  const { width, height } = fitWithin(bitmap.width, bitmap.height, maxSidePx);
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot draw pictures.');
  // A screenshot may be transparent; a code needs a light ground.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}
