import type { CsvFault } from '@gapura/contract';
import { CsvFailure, parseCsv, type CsvRow } from './csv.ts';

export interface TableOptions<Column extends string> {
  /** What each column may be called in English and Indonesian; case does not matter. */
  readonly columns: Readonly<Record<Column, readonly [en: string, id: string]>>;
  /** Columns that may be missing; their cells are then empty. */
  readonly optional?: readonly NoInfer<Column>[];
  /** Below the header. */
  readonly maxRows: number;
}

export interface TableRow<Column extends string> {
  readonly line: number;
  /** Without spaces at its ends. */
  readonly cell: (column: Column) => string;
}

export interface Table<Column extends string> {
  /** How many rows there are below the header, whole or not. */
  readonly count: number;
  /** Those with as many fields as the header; none where the file or its header is wrong. */
  readonly rows: readonly TableRow<Column>[];
  readonly faults: readonly CsvFault[];
  /** A fault of a row, naming its column as the file does. */
  readonly faultAt: (line: number, fault: RowFault) => CsvFault;
}

export type RowFault = Omit<CsvFault, 'line'>;

const texts = {
  'csv-not-utf8': ['Simpan berkas sebagai CSV UTF-8.', 'Save the file as CSV UTF-8.'],
  'csv-empty': ['Berkas ini kosong.', 'The file is empty.'],
  'csv-quote-open': ['Tanda kutip tidak ditutup.', 'A quote is not closed.'],
  'csv-quote-stray': ['Ada tanda kutip di tengah isian.', 'A quote stands in the middle of a field.'],
  'csv-too-many-rows': ['Berkas ini memuat terlalu banyak baris. Bagi berkas ini.', 'Too many rows. Split the file.'],
  'column-missing': ['Kolom ini tidak ada.', 'This column is missing.'],
  'column-unknown': ['Kolom ini tidak dikenal.', 'This column is not known.'],
  'column-repeated': ['Kolom ini ada dua kali.', 'This column is there twice.'],
  'fields-uneven': [
    'Jumlah isian baris ini berbeda dari judul kolom.',
    'This row has another number of fields than the header.',
  ],
} as const;

function faultOf(line: number, code: keyof typeof texts, field: string | null = null): CsvFault {
  const [id, en] = texts[code];
  return { line, field, code, message: { id, en } };
}

/** Reads a CSV file whose first row names its columns, in any order. */
export function readTable<Column extends string>(bytes: Buffer, options: TableOptions<Column>): Table<Column> {
  const read = readRows(bytes, options.maxRows);
  if (!Array.isArray(read)) {
    return { count: 0, rows: [], faults: [read], faultAt: faultAtIn(new Map()) };
  }
  const [header, ...body] = read;
  const { places, faults, width } = readHeader(header, options);
  const faultAt = faultAtIn(new Map([...places].map(([column, place]) => [column, header?.fields[place]])));
  if (body.length === 0) {
    faults.push(faultOf(1, 'csv-empty'));
  }
  if (faults.length > 0) {
    return { count: body.length, rows: [], faults, faultAt };
  }
  const isWhole = ({ fields }: CsvRow): boolean => fields.length === width;
  return {
    count: body.length,
    rows: body.filter(isWhole).map(({ line, fields }) => ({
      line,
      cell: (column) => fields[places.get(column) ?? -1] ?? '',
    })),
    faults: body.filter((row) => !isWhole(row)).map(({ line }) => faultOf(line, 'fields-uneven')),
    faultAt,
  };
}

function faultAtIn(titles: ReadonlyMap<string, string | undefined>): Table<never>['faultAt'] {
  return (line, fault) => ({ line, ...fault, field: titles.get(fault.field ?? '') ?? fault.field });
}

function readRows(bytes: Buffer, maxRows: number): CsvRow[] | CsvFault {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? faultOf(1, 'csv-not-utf8') : parseCsv(text, { maxRows: maxRows + 1 });
  } catch (error) {
    if (error instanceof CsvFailure) {
      return faultOf(error.line, error.code);
    }
    return faultOf(1, 'csv-not-utf8');
  }
}

interface Header<Column> {
  readonly places: ReadonlyMap<Column, number>;
  readonly width: number;
  readonly faults: CsvFault[];
}

const longestTitle = 40;

function readHeader<Column extends string>(
  header: CsvRow | undefined,
  { columns, optional = [] }: TableOptions<Column>,
): Header<Column> {
  const names = Object.keys(columns) as Column[];
  const places = new Map<Column, number>();
  const faults: CsvFault[] = [];
  const line = header?.line ?? 1;
  header?.fields.forEach((title, place) => {
    const column = names.find((name) => columns[name].includes(title.toLowerCase()));
    if (column === undefined || places.has(column)) {
      const code = column === undefined ? 'column-unknown' : 'column-repeated';
      faults.push(faultOf(line, code, title.slice(0, longestTitle)));
    } else {
      places.set(column, place);
    }
  });
  const missing = names.filter((name) => !places.has(name) && !optional.includes(name));
  const isIndonesian = names.some((name) => columns[name][1] === header?.fields[places.get(name) ?? -1]?.toLowerCase());
  faults.push(...missing.map((name) => faultOf(line, 'column-missing', isIndonesian ? columns[name][1] : name)));
  return { places, width: header?.fields.length ?? 0, faults };
}

/** Spreadsheets here write days first: 31/12/2021. */
export function readDate(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
