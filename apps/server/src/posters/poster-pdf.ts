import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';

const require = createRequire(import.meta.url);
const fontFile = (weight: 400 | 700): string =>
  require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff`);

const ink = '#10231c';
const accent = '#0b6b4f';
const quietModules = 4;

export interface PosterContent {
  readonly size: 'A4' | 'A3';
  readonly language: 'id' | 'en';
  readonly venueName: string;
  readonly gateName: string;
  readonly code: string;
  /** What the QR code holds. */
  readonly text: string;
}

const words = {
  id: {
    title: 'Pindai untuk masuk',
    who: 'Anda yang memindai kode ini, bukan petugas.',
    steps: [
      'Buka kamera ponsel dan arahkan ke kode.',
      'Buka alamat yang muncul. Tidak perlu memasang aplikasi.',
      'Ketuk “Masuk” dan tunjukkan layar kepada petugas.',
    ],
    noPhone: 'Tanpa ponsel? Tunjukkan kartu vaksin kepada petugas.',
    code: 'Kode pintu',
    genuine: 'Alamat asli dimulai dengan',
  },
  en: {
    title: 'Scan to enter',
    who: 'You scan this code, not the officer.',
    steps: [
      'Open your phone’s camera and point it at the code.',
      'Open the address that appears. There is nothing to install.',
      'Tap “Enter” and show the screen to the officer.',
    ],
    noPhone: 'No phone? Show your vaccination card to the officer.',
    code: 'Gate code',
    genuine: 'The genuine address begins with',
  },
} as const;

/** The poster of a gate: a tagged PDF with the code as one vector path, ready to print in colour or black. */
export function drawPoster(content: PosterContent): Promise<Buffer> {
  const text = words[content.language];
  const document = new PDFDocument({
    size: content.size,
    margin: 0,
    tagged: true,
    displayTitle: true,
    lang: content.language,
    pdfVersion: '1.7',
    info: { Title: `${text.title}: ${content.venueName}, ${content.gateName}`, Creator: 'Gapura' },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  document.registerFont('regular', fontFile(400)).registerFont('bold', fontFile(700));
  draw(new Page(document, content.size === 'A3' ? Math.SQRT2 : 1), content);
  document.end();
  return finished;
}

/** A4 coordinates in points, scaled to the sheet, and the tags that a screen reader follows. */
class Page {
  readonly #document: PDFKit.PDFDocument;
  readonly #scale: number;
  readonly #root: PDFKit.PDFStructureElement;

  constructor(document: PDFKit.PDFDocument, scale: number) {
    this.#document = document;
    this.#scale = scale;
    this.#root = document.struct('Document');
    document.addStructure(this.#root);
  }

  write(tag: string, text: string, at: { y: number; size: number; font?: 'bold' | 'regular'; color?: string; x?: number }): void {
    const { x = 40, y, size, font = 'regular', color = ink } = at;
    this.#add(tag, () => {
      this.#document
        .font(font)
        .fontSize(size * this.#scale)
        .fillColor(color)
        .text(text, x * this.#scale, y * this.#scale, {
          width: (595 - 2 * x) * this.#scale,
          align: 'center',
          lineGap: 0,
        });
    });
  }

  band(y: number, height: number, color: string): void {
    this.#document.markContent('Artifact', { type: 'Layout' });
    this.#document.rect(0, y * this.#scale, 595.28 * this.#scale, height * this.#scale).fill(color);
    this.#document.endMarkedContent();
  }

  /** The code as one path of squares, `side` points wide, with its quiet zone inside. */
  code(text: string, alternative: string, at: { y: number; side: number }): void {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
    const module = at.side / (modules.size + 2 * quietModules);
    const left = (595.28 - at.side) / 2;
    this.#add(
      'Figure',
      () => {
        const path = [...modules.data].flatMap((dark, index) => {
          const x = (left + ((index % modules.size) + quietModules) * module) * this.#scale;
          const y = (at.y + (Math.floor(index / modules.size) + quietModules) * module) * this.#scale;
          const width = module * this.#scale;
          return dark ? [`M${x} ${y}h${width}v${width}h${-width}z`] : [];
        });
        this.#document.path(path.join('')).fill('#000000');
      },
      { alt: alternative },
    );
  }

  #add(tag: string, content: () => void, options: { alt?: string } = {}): void {
    this.#root.add(this.#document.struct(tag, options, content));
  }
}

function draw(page: Page, { language, venueName, gateName, code, text }: PosterContent): void {
  const say = words[language];
  page.band(0, 96, accent);
  page.write('H1', say.title, { y: 22, size: 40, font: 'bold', color: '#ffffff' });
  page.write('H2', venueName, { y: 108, size: 22, font: 'bold' });
  page.write('P', gateName, { y: 140, size: 16 });
  page.code(text, `${say.title}: ${text}`, { y: 160, side: 380 });
  page.write('P', `${say.code}: ${code.slice(0, 5)} ${code.slice(5)}`, { y: 538, size: 26, font: 'bold' });
  page.write('P', say.who, { y: 582, size: 17, font: 'bold', color: accent });
  say.steps.forEach((step, index) => page.write('P', `${index + 1}.  ${step}`, { y: 616 + index * 28, size: 15 }));
  page.write('P', say.noPhone, { y: 710, size: 15, font: 'bold' });
  page.band(758, 84, '#eef5f1');
  page.write('P', `${say.genuine} ${addressOf(text)}`, { y: 784, size: 12 });
}

const addressOf = (text: string): string => `${new URL(text).origin}/G/${new URL(text).pathname.split('/')[2] ?? ''}`;
