import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasmFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

/** The texts of the QR codes in a PNG or JPEG picture. */
export async function readCodes(picture: Uint8Array): Promise<string[]> {
  const { buffer } = new Uint8Array(await readFile(wasmFile));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
  return found.map((barcode) => barcode.text);
}
