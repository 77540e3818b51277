import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasmFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

/** The texts of the QR codes in a PNG or JPEG picture. */
export function readCodes(picture: Uint8Array): Promise<string[]> {
  return read(picture);
}

/** The texts of the QR codes in a picture that is decoded already. */
export function readCodesOfPixels(picture: ImageData): Promise<string[]> {
  return read(picture);
}

async function read(picture: Uint8Array | ImageData): Promise<string[]> {
  const { buffer } = new Uint8Array(await readFile(wasmFile));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
  return found.map((barcode) => barcode.text);
}
