import { setImmediate } from 'node:timers/promises';
import { Sheet, a4, cardPlaces, drawCutLines, encodeQr, qrPath, walletCard, type Place } from '../printing/index.ts';
import { cardWords, type CardWords, type PrintableCard } from './card-words.ts';

export type CardFormat = 'wallet' | 'A4';

const mm = 72 / 25.4;
const ink = '#000000';
const grey = '#3d3d3d';
const title = 'Kartu vaksinasi / Vaccination card';

/**
 * The cards as a tagged PDF: a single wallet card on a sheet of its own size, many of them ten to a sheet of A4 with lines
 * to cut along; or each on its own sheet of A4. Other work goes on between two cards.
 */
export async function drawCards(cards: readonly PrintableCard[], format: CardFormat): Promise<Buffer> {
  const single = format === 'wallet' && cards.length === 1;
  const sheet = new Sheet({ size: single ? [walletCard.width, walletCard.height] : 'A4', language: 'id', title });
  const places = single ? [{ x: 0, y: 0 }] : cardPlaces();
  const perSheet = format === 'A4' ? 1 : places.length;
  for (const [index, card] of cards.entries()) {
    const onSheet = index % perSheet;
    if (index > 0 && onSheet === 0) {
      sheet.addSheet();
    }
    if (format === 'A4') {
      drawPage(sheet, card);
    } else {
      const place = places[onSheet] ?? { x: 0, y: 0 };
      if (!single) {
        sheet.decorate(() => drawCutLines(sheet, place));
      }
      drawWallet(sheet, card, place);
    }
    await setImmediate();
  }
  return sheet.finish();
}

const codeSide = 44 * mm;
/** Leaves the four modules of white that readers need. */
const edge = (walletCard.height - codeSide) / 2;

function drawCode(sheet: Sheet, { text }: PrintableCard, place: Place & { side: number; alt: string }): void {
  sheet.add('Figure', () => sheet.pdf.path(qrPath(encodeQr(text), place)).fill(ink), { alt: place.alt });
}

function drawWallet(sheet: Sheet, card: PrintableCard, { x, y }: Place): void {
  const words = cardWords(card);
  const left = x + 4 * mm;
  const width = walletCard.width - codeSide - 2 * edge - 3 * mm;
  sheet.add('H1', () => sheet.write(words.title, { x: left, y: y + 9, width, size: 8.5, weight: 'bold' }));
  sheet.add('P', () => sheet.write(words.titleEnglish, { x: left, y: y + 20, width, size: 6, colour: grey }), {
    lang: 'en',
  });
  drawWalletName(sheet, words, { x: left, y: y + 31, width });
  drawLines(sheet, words, { x: left, y: y + 59, width, step: 14.5, label: 4.2, value: 6 });
  const code = { x: x + walletCard.width - edge - codeSide, y: y + edge, side: codeSide, alt: words.picture };
  drawCode(sheet, card, code);
}

const nameHeight = 27;

/** Smaller first, then with initials, and at last cut off: nothing is printed over the next line. */
function drawWalletName(
  sheet: Sheet,
  { name, shortNames }: CardWords,
  { x, y, width }: Place & { width: number },
): void {
  const style = { width, weight: 'bold', height: nameHeight } as const;
  const fits = { ...style, max: 9, min: 4.5 };
  const written = [name, ...shortNames].find((each) => sheet.fitsHeight(each, { ...style, size: fits.min }));
  const text = written ?? shortNames.at(-1) ?? name;
  sheet.add('P', () => sheet.write(text, { ...style, x, y, size: sheet.fitHeight(text, fits) }));
}

interface Column extends Place {
  readonly width: number;
  /** From line to line, and the sizes of their two parts. */
  readonly step: number;
  readonly label: number;
  readonly value: number;
}

function drawLines(sheet: Sheet, { lines }: CardWords, column: Column): void {
  const { x, width, step, label, value } = column;
  lines.forEach(([name, said], index) => {
    const y = column.y + index * step;
    const height = step - label * 1.4;
    const size = sheet.fitHeight(said, { width, weight: 'regular', max: value, min: 2.5, height });
    sheet.add('P', () => {
      sheet.write(name, { x, y, width, size: label, colour: grey });
      sheet.write(said, { x, y: y + label * 1.36, width, size });
    });
  });
}

const pageLeft = 20 * mm;
const pageCode = 95 * mm;

function drawPage(sheet: Sheet, card: PrintableCard): void {
  const words = cardWords(card);
  const width = a4.width - 2 * pageLeft;
  const at = { x: pageLeft, width };
  sheet.add('H1', () => sheet.write(words.title, { ...at, y: 48, size: 30, weight: 'heavy' }));
  sheet.add('P', () => sheet.write(words.titleEnglish, { ...at, y: 88, size: 14, colour: grey }), { lang: 'en' });
  const nameSize = sheet.fitHeight(words.name, { width, weight: 'bold', max: 22, min: 9, height: 60 });
  sheet.add('H2', () => sheet.write(words.name, { ...at, y: 122, size: nameSize, weight: 'bold' }));
  drawLines(sheet, words, { ...at, y: 190, step: 34, label: 9, value: 13 });
  const code = { x: (a4.width - pageCode) / 2, y: 412, side: pageCode, alt: words.picture };
  drawCode(sheet, card, code);
  sheet.add('P', () => sheet.write(words.advice, { ...at, y: 710, size: 11 }));
  sheet.add('P', () => sheet.write(words.adviceEnglish, { ...at, y: 758, size: 11, colour: grey }), { lang: 'en' });
}
