import QRCode from 'qrcode';

/** Beyond this version the modules get so small that less error correction reads better. */
const maxVersionForQ = 10;

export interface QrCode {
  /** Modules per side, without the white border. */
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

/** Encodes with a quarter of the code to spare (Q) while the modules stay large, otherwise with a seventh (M). */
export function encodeQr(text: string): QrCode {
  const generous = QRCode.create(text, { errorCorrectionLevel: 'Q' });
  const { modules } =
    generous.version <= maxVersionForQ ? generous : QRCode.create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}

export interface QrPlace {
  readonly x: number;
  readonly y: number;
  /** Length of a side, without the white border. */
  readonly side: number;
}

/** All dark modules as one SVG path, so that no printer leaves hairlines between them: a rectangle for each run of a row. */
export function qrPath(code: QrCode, { x, y, side }: QrPlace): string {
  const module = side / code.size;
  const runs: string[] = [];
  for (let row = 0; row < code.size; row += 1) {
    for (let column = 0; column < code.size; column += 1) {
      const length = runLength(code, row, column);
      if (length > 0) {
        runs.push(`M${x + column * module} ${y + row * module}h${length * module}v${module}h${-length * module}z`);
        column += length;
      }
    }
  }
  return runs.join('');
}

function runLength(code: QrCode, row: number, column: number): number {
  let length = 0;
  while (column + length < code.size && code.isDark(row, column + length)) {
    length += 1;
  }
  return length;
}
