export { encodeQr, qrPath } from './qr-path.ts';
export { Sheet } from './sheet.ts';
export { a4, cardPlaces, drawCutLines, walletCard, type Place } from './card-sheet.ts';
