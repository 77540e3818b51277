import { Sheet, encodeQr, qrPath } from '../printing/index.ts';
import type { GateAtVenue } from '../venues/index.ts';
import { posterWords, type PosterLanguage, type PosterWords } from './poster-words.ts';

export interface Poster {
  readonly size: 'A4' | 'A3';
  readonly language: PosterLanguage;
  readonly gate: GateAtVenue;
  /** The gate's signed address, which the code holds. */
  readonly url: string;
}

const left = 42;
const width = 511;
const ink = '#000000';
const grey = '#3d3d3d';
const paper = '#ffffff';

/** Leaves the four modules of white around the code that readers need, also where the code is small and its modules large. */
const frame = { y: 166, strip: 32, height: 442 };
/** 12.1 cm on A4. */
const codeSide = 343;

/** The poster of a gate as a tagged PDF in black on white, so that every printer and copier does it justice. */
export function drawPoster({ size, language, gate, url }: Poster): Promise<Buffer> {
  const { host } = new URL(url);
  const words = posterWords(language, gate.direction, host);
  const title = `${words.headline}: ${gate.venue.name}, ${gate.name}`;
  const sheet = new Sheet({ size, language, title });
  drawHeader(sheet, words, gate, language);
  drawCode(sheet, words, url);
  drawShortCode(sheet, words, gate.code);
  drawSteps(sheet, words);
  drawAlternatives(sheet, words);
  sheet.add('P', () =>
    sheet.write(words.genuine, { x: left, y: 796, width, size: 8.5, colour: grey, align: 'center' }),
  );
  return sheet.finish();
}

function drawHeader(
  sheet: Sheet,
  words: PosterWords,
  { name, direction, venue }: GateAtVenue,
  language: PosterLanguage,
): void {
  const other = language === 'id' ? 'en' : 'id';
  sheet.decorate(() => drawMark(sheet));
  sheet.add('P', () => sheet.write('Gapura', { x: left + 24, y: 32, width: 200, size: 14, weight: 'bold' }));
  sheet.add('H1', () => sheet.write(words.headline, { x: left - 2, y: 48, width, size: 42, weight: 'heavy' }));
  sheet.add(
    'P',
    () =>
      sheet.write(posterWords(other, direction, '').headline, {
        x: left,
        y: 32,
        width,
        size: 14,
        colour: grey,
        align: 'right',
      }),
    { lang: other },
  );
  const venueSize = sheet.fit(venue.name, { width, weight: 'bold', max: 21, min: 11, lines: 1 });
  const gateSize = sheet.fit(name, { width, weight: 'regular', max: 17, min: 10, lines: 1 });
  sheet.add('H2', () => sheet.write(venue.name, { x: left, y: 107, width, size: venueSize, weight: 'bold' }));
  sheet.add('P', () => sheet.write(name, { x: left, y: 135, width, size: gateSize }));
}

/** A split gate: two halves with stepped outer sides. */
function drawMark({ pdf }: Sheet): void {
  pdf.path('M42 50v-4h2v-4h2v-4h2v-4h2v16zM60 50v-4h-2v-4h-2v-4h-2v-4h-2v16z').fill(ink);
}

function drawCode(sheet: Sheet, words: PosterWords, url: string): void {
  const { pdf } = sheet;
  const { y, strip, height } = frame;
  sheet.decorate(() => {
    pdf.roundedRect(left, y, width, height, 10).lineWidth(2).stroke(ink);
    pdf.roundedRect(left, y, width, strip, 10).fill(ink);
    pdf.rect(left, y + strip - 10, width, 10).fill(ink);
  });
  const size = sheet.fit(words.whoScans, { width: width - 20, weight: 'bold', max: 18, min: 10, lines: 1 });
  sheet.add('P', () =>
    sheet.write(words.whoScans, { x: left, y: y + 4, width, size, weight: 'bold', colour: paper, align: 'center' }),
  );
  const code = encodeQr(url);
  const place = {
    x: left + (width - codeSide) / 2,
    y: y + strip + (height - strip - codeSide) / 2,
    side: codeSide,
  };
  sheet.add('Figure', () => pdf.path(qrPath(code, place)).fill(ink), { alt: `${words.headline}: ${url}` });
}

function drawShortCode(sheet: Sheet, words: PosterWords, code: string): void {
  const y = frame.y + frame.height + 5;
  sheet.add('P', () => {
    sheet.write(words.gateCode, { x: left, y: y + 14, width: 150, size: 13, colour: grey });
    sheet.write(`${code.slice(0, 5)} ${code.slice(5)}`, {
      x: left,
      y,
      width,
      size: 31,
      weight: 'bold',
      align: 'center',
      spacing: 3,
    });
  });
}

function drawSteps(sheet: Sheet, { steps }: PosterWords): void {
  const column = width / steps.length;
  const y = 661;
  sheet.addList(
    steps.map((step, index) => {
      const x = left + index * column;
      return {
        label: () => {
          sheet.pdf.circle(x + 11, y + 11, 11).fill(ink);
          sheet.write(String(index + 1), {
            x,
            y: y + 2,
            width: 22,
            size: 13,
            weight: 'bold',
            colour: paper,
            align: 'center',
          });
        },
        body: () => sheet.write(step, { x: x + 29, y, width: column - 39, size: 11.5 }),
      };
    }),
  );
}

function drawAlternatives(sheet: Sheet, { noPhone, unreadable }: PosterWords): void {
  const gap = 12;
  const box = { width: (width - gap) / 2, height: 56, y: 733 };
  [noPhone, unreadable].forEach(({ question, answer }, index) => {
    const x = left + index * (box.width + gap);
    sheet.decorate(() => sheet.pdf.roundedRect(x, box.y, box.width, box.height, 6).lineWidth(0.8).stroke(ink));
    const text = { x: x + 10, width: box.width - 20 };
    sheet.add('H3', () => sheet.write(question, { ...text, y: box.y + 5, size: 11.5, weight: 'bold' }));
    sheet.add('P', () => sheet.write(answer, { ...text, y: box.y + 21, size: 10.5 }));
  });
}
