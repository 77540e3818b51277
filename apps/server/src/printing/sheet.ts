import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
const fontFiles = {
  regular: require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  heavy: require.resolve('@expo-google-fonts/noto-sans/800ExtraBold/NotoSans_800ExtraBold.ttf'),
} as const;

/** The type declarations of pdfkit 0.17 know only the archival subsets. */
const accessible = 'PDF/UA' as string as PDFKit.Mixins.PDFSubsets;

export type Weight = keyof typeof fontFiles;

export interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly spacing?: number;
  /** What is higher is cut off, with an ellipsis. */
  readonly height?: number;
}

export interface SheetOptions {
  /** Or width and height in points. */
  readonly size: 'A4' | 'A3' | readonly [number, number];
  readonly language: string;
  readonly title: string;
}

/** Sheets in points, A3 in the coordinates of A4, with the tags that a screen reader follows. */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #finished: Promise<Buffer>;

  constructor({ size, language, title }: SheetOptions) {
    this.pdf = new PDFDocument({
      size: typeof size === 'string' ? size : [...size],
      margin: 0,
      tagged: true,
      subset: accessible,
      pdfVersion: '1.7',
      lang: language,
      displayTitle: true,
      font: fontFiles.regular,
      info: { Title: title, Creator: 'Gapura' },
    });
    this.#finished = collect(this.pdf);
    this.#root = this.pdf.struct('Document');
    this.pdf.addStructure(this.#root);
    if (size === 'A3') {
      this.pdf.scale(Math.SQRT2);
    }
  }

  /** Adds an element of the document's structure: a heading, a paragraph, a figure. */
  add(tag: string, draw: () => void, options: { readonly alt?: string; readonly lang?: string } = {}): void {
    this.#root.add(this.pdf.struct(tag, options, draw));
  }

  addList(items: readonly { readonly label: () => void; readonly body: () => void }[]): void {
    const { pdf } = this;
    const entries = items.map(({ label, body }) =>
      pdf.struct('LI', {}, [pdf.struct('Lbl', {}, label), pdf.struct('LBody', {}, body)]),
    );
    this.#root.add(pdf.struct('L', {}, entries));
  }

  /** Draws what has no meaning of its own, so that screen readers skip it. */
  decorate(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Goes on on another sheet of the same size. */
  addSheet(): void {
    this.pdf.addPage();
  }

  write(text: string, style: TextStyle): void {
    const { x, y, width, size, weight = 'regular', colour = '#000000', align = 'left', spacing = 0, height } = style;
    this.pdf
      .font(fontFiles[weight])
      .fontSize(size)
      .fillColor(colour)
      .text(text, x, y, {
        width,
        align,
        characterSpacing: spacing,
        lineGap: 0,
        ...(height !== undefined && { height, ellipsis: true }),
      });
  }

  /** The largest size, from `max` down, at which the text takes no more than `lines` lines. */
  fit(text: string, { width, weight, max, min, lines }: FitOptions): number {
    for (let size = max; size > min; size -= 0.5) {
      const { pdf } = this;
      pdf.font(fontFiles[weight]).fontSize(size);
      if (pdf.heightOfString(text, { width }) <= pdf.currentLineHeight() * lines * 1.01) {
        return size;
      }
    }
    return min;
  }

  /** The largest size, from `max` down, at which the text is no higher than `height`. */
  fitHeight(text: string, { width, weight, max, min, height }: FitHeightOptions): number {
    for (let size = max; size > min; size -= 0.5) {
      if (this.fitsHeight(text, { width, weight, size, height })) {
        return size;
      }
    }
    return min;
  }

  fitsHeight(text: string, { width, weight, size, height }: HeightAt): boolean {
    return this.pdf.font(fontFiles[weight]).fontSize(size).heightOfString(text, { width }) <= height;
  }

  finish(): Promise<Buffer> {
    this.#root.end();
    this.pdf.end();
    return this.#finished;
  }
}

interface FitWithin {
  readonly width: number;
  readonly weight: Weight;
  readonly max: number;
  readonly min: number;
}
interface FitOptions extends FitWithin {
  readonly lines: number;
}
interface FitHeightOptions extends FitWithin {
  readonly height: number;
}

interface HeightAt {
  readonly width: number;
  readonly weight: Weight;
  readonly size: number;
  readonly height: number;
}

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}
