import { rename, writeFile } from 'node:fs/promises';
import QRCode from 'qrcode';

const width = 640;
const height = 480;
const quietModules = 4;
const [dark, light, background] = [20, 235, 120];

/** What a QR code holds: a text, or bytes that are none. */
export type CodeContent = string | Uint8Array;

/**
 * Writes what the browser's fake camera films: one frame per content, each showing its QR code, in a loop; a grey wall if
 * there is none. A page that asks for the camera after this sees the new picture.
 */
export async function writeCameraPicture(file: string, contents: readonly CodeContent[]): Promise<void> {
  const grey = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  const frames = contents.length > 0 ? contents.map(pictureOf) : [Buffer.alloc(width * height, background)];
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  const parts = frames.flatMap((picture) => [Buffer.from('FRAME\n'), picture, grey]);
  await writeFile(`${file}.part`, Buffer.concat([header, ...parts]));
  await rename(`${file}.part`, file);
}

/** The arguments that make a browser film this file and never ask for leave. */
export function cameraArguments(file: string): string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** The luma plane of one frame: the code in the middle of a grey wall, as large as it fits. */
function pictureOf(content: CodeContent): Buffer {
  const wanted: string | QRCode.QRCodeSegment[] =
    typeof content === 'string' ? content : [{ data: content, mode: 'byte' }];
  const { modules } = QRCode.create(wanted, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quietModules;
  const scale = Math.floor(height / side);
  const left = Math.floor((width - side * scale) / 2);
  const top = Math.floor((height - side * scale) / 2);
  const luma = Buffer.alloc(width * height, background);
  for (let y = 0; y < side * scale; y++) {
    const row = Math.floor(y / scale) - quietModules;
    for (let x = 0; x < side * scale; x++) {
      const column = Math.floor(x / scale) - quietModules;
      luma[(top + y) * width + left + x] = isDark(modules, row, column) ? dark : light;
    }
  }
  return luma;
}

function isDark(modules: QRCode.BitMatrix, row: number, column: number): boolean {
  const inside = row >= 0 && column >= 0 && row < modules.size && column < modules.size;
  return inside && modules.get(row, column) !== 0;
}
