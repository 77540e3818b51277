import type { Sheet } from './sheet.ts';

const mm = 72 / 25.4;
const grey = '#3d3d3d';
/** ID-1 of ISO/IEC 7810, as bank cards are. */
export const walletCard = { width: 85.6 * mm, height: 54 * mm };
export const a4 = { width: 210 * mm, height: 297 * mm };
const columns = 2;
const rows = 5;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where ten cards of wallet size lie on a sheet of A4, row by row. */
export function cardPlaces(): readonly Place[] {
  return Array.from({ length: columns * rows }, (_, index) => ({
    x: (a4.width - columns * walletCard.width) / 2 + (index % columns) * walletCard.width,
    y: (a4.height - rows * walletCard.height) / 2 + Math.floor(index / columns) * walletCard.height,
  }));
}

/** Lines to cut along. */
export function drawCutLines({ pdf }: Sheet, { x, y }: Place): void {
  pdf.rect(x, y, walletCard.width, walletCard.height).lineWidth(0.4).dash(3, { space: 3 }).stroke(grey).undash();
}
