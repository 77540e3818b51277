import { setImmediate } from 'node:timers/promises';
import { Sheet, cardPlaces, drawCutLines, encodeQr, qrPath, walletCard, type Place } from '../printing/index.ts';
import { badgeWords, type PrintableBadge } from './badge-words.ts';

const mm = 72 / 25.4;
const ink = '#000000';
const grey = '#3d3d3d';
const title = 'Kartu pegawai / Employee badges';
const codeSide = 34 * mm;
const margin = 4 * mm;

/** The badges ten to a sheet of A4, with lines to cut along, as a tagged PDF. Other work goes on between two badges. */
export async function drawBadges(badges: readonly PrintableBadge[]): Promise<Buffer> {
  const sheet = new Sheet({ size: 'A4', language: 'id', title });
  const places = cardPlaces();
  for (const [index, badge] of badges.entries()) {
    const place = places[index % places.length] ?? { x: 0, y: 0 };
    if (index > 0 && index % places.length === 0) {
      sheet.addSheet();
    }
    sheet.decorate(() => drawCutLines(sheet, place));
    drawBadge(sheet, badge, place);
    await setImmediate();
  }
  return sheet.finish();
}

function drawBadge(sheet: Sheet, badge: PrintableBadge, { x, y }: Place): void {
  const words = badgeWords(badge);
  const left = x + margin;
  const code = { x: x + walletCard.width - margin - codeSide, y: y + 7 * mm, side: codeSide };
  const width = code.x - left - margin;
  sheet.add('H1', () => sheet.write(words.title, { x: left, y: y + 13, width, size: 11, weight: 'heavy' }));
  sheet.add('P', () => sheet.write(words.titleEnglish, { x: left, y: y + 28, width, size: 7, colour: grey }), {
    lang: 'en',
  });
  const size = sheet.fitHeight(badge.name, { width, weight: 'bold', max: 12, min: 5, height: 34 });
  sheet.add('H2', () => sheet.write(badge.name, { x: left, y: y + 44, width, size, weight: 'bold' }));
  drawLines(sheet, words.lines, { x: left, y: y + 84, width });
  sheet.add('Figure', () => sheet.pdf.path(qrPath(encodeQr(badge.address), code)).fill(ink), { alt: words.picture });
  drawAdvice(sheet, words, { x: left, y: y + walletCard.height - 24, width: walletCard.width - 2 * margin });
}

interface Column extends Place {
  readonly width: number;
}

function drawLines(sheet: Sheet, lines: readonly string[], { x, y, width }: Column): void {
  lines.forEach((line, index) => {
    const size = sheet.fitHeight(line, { width, weight: 'regular', max: 7, min: 3, height: 14 });
    sheet.add('P', () => sheet.write(line, { x, y: y + index * 15, width, size }));
  });
}

function drawAdvice(
  sheet: Sheet,
  { advice, adviceEnglish }: { readonly advice: string; readonly adviceEnglish: string },
  column: Column,
): void {
  sheet.add('P', () => sheet.write(advice, { ...column, size: 5.5 }));
  sheet.add('P', () => sheet.write(adviceEnglish, { ...column, y: column.y + 8, size: 5.5, colour: grey }), {
    lang: 'en',
  });
}
