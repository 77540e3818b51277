import { vaccines, type CardContent, type CsvFault, type VaccineId } from '@gapura/contract';
import { doseKeyOf, findFaults, normaliseContent } from './content.ts';
import { readDate, readTable, type RowFault, type Table } from '../csv/index.ts';

const maxCsvRows = 500;
const maxFaults = 200;

type Column = keyof CardContent;

/** What the columns are called, in both languages; case does not matter. */
const columns: Readonly<Record<Column, readonly [string, string]>> = {
  familyName: ['familyname', 'nama_keluarga'],
  givenName: ['givenname', 'nama_depan'],
  bornOn: ['bornon', 'tanggal_lahir'],
  vaccine: ['vaccine', 'vaksin'],
  doseNumber: ['dosenumber', 'dosis_ke'],
  doseOf: ['doseof', 'dari_dosis'],
  givenOn: ['givenon', 'tanggal_vaksin'],
  evidence: ['evidence', 'nomor_bukti'],
};
const columnNames = Object.keys(columns) as Column[];

const texts = {
  'rows-above-limit': [
    'Baris lebih banyak daripada batas penerbitan. Bagi berkas ini.',
    'There are more rows than may be issued at once. Split the file.',
  ],
  'field-empty': ['Isian ini kosong.', 'This field is empty.'],
  'field-too-long': ['Isian ini terlalu panjang.', 'This field is too long.'],
  'vaccine-unknown': [
    `Vaksin harus salah satu dari: ${Object.keys(vaccines).join(', ')}.`,
    `The vaccine must be one of: ${Object.keys(vaccines).join(', ')}.`,
  ],
  'dose-invalid': ['Dosis harus angka 1 sampai 9.', 'The dose must be a number from 1 to 9.'],
  'row-repeated': ['Baris ini sama dengan baris sebelumnya.', 'This row is the same as an earlier one.'],
  'dose-repeated': [
    'Dosis orang ini sudah ada di baris sebelumnya. Bila orangnya berbeda, masukkan salah satunya sendiri.',
    'An earlier row has this dose of this person. If they are two people, enter one of them by itself.',
  ],
} as const;
type TableFault = keyof typeof texts;

function faultOf(code: TableFault, field: Column | null = null): RowFault {
  const [id, en] = texts[code];
  return { field, code, message: { id, en } };
}

export interface CardTable {
  /** Rows below the header. */
  readonly rows: number;
  /** What each row says; empty when anything is wrong with any of them. */
  readonly contents: readonly CardContent[];
  readonly faults: readonly CsvFault[];
}

/** Reads a CSV file of card requests and finds everything that is wrong with it, up to two hundred faults. */
export function readCardTable(bytes: Buffer, { mostAtOnce, now }: { mostAtOnce: number; now: Date }): CardTable {
  const table = readTable(bytes, { columns, maxRows: maxCsvRows });
  const faults = [...table.faults];
  if (table.count > mostAtOnce) {
    faults.push(table.faultAt(1, faultOf('rows-above-limit')));
  }
  const contents = readBody(table, { now, faults });
  const inOrder = faults.toSorted((one, other) => one.line - other.line);
  return { rows: table.count, contents: faults.length > 0 ? [] : contents, faults: inOrder.slice(0, maxFaults) };
}

function readBody(
  { rows, faultAt }: Table<Column>,
  { now, faults }: { readonly now: Date; readonly faults: CsvFault[] },
): CardContent[] {
  const seen = new Set<string>();
  return rows.flatMap(({ line, cell }) => {
    const wrong = findCellFaults(cell);
    if (wrong.length > 0) {
      faults.push(...wrong.map((fault) => faultAt(line, fault)));
      return [];
    }
    const content = contentOf(cell);
    const found: RowFault[] = findFaults(content, now);
    // Names that cannot be written on a card would all be one person.
    const keys = [JSON.stringify(content), ...(found.length === 0 ? [doseKeyOf(content)] : [])];
    const repeated = repetitions.find((_code, at) => seen.has(keys[at] ?? ''));
    keys.forEach((key) => seen.add(key));
    faults.push(
      ...[...found, ...(repeated === undefined ? [] : [faultOf(repeated)])].map((each) => faultAt(line, each)),
    );
    return [content];
  });
}

/** What it means that an earlier row had the same key, in the order of the keys. */
const repetitions = ['row-repeated', 'dose-repeated'] as const;

const longest: Partial<Record<Column, number>> = { familyName: 80, givenName: 80, evidence: 40 };

function findCellFaults(cell: (column: Column) => string): RowFault[] {
  const faults: RowFault[] = [];
  for (const column of columnNames) {
    const value = cell(column);
    if (value === '' && column !== 'givenName') {
      faults.push(faultOf('field-empty', column));
    } else if (value.length > (longest[column] ?? 40)) {
      faults.push(faultOf('field-too-long', column));
    } else if (column === 'vaccine' && !isVaccine(value.toLowerCase())) {
      faults.push(faultOf('vaccine-unknown', column));
    } else if ((column === 'doseNumber' || column === 'doseOf') && !/^[1-9]$/.test(value)) {
      faults.push(faultOf('dose-invalid', column));
    }
  }
  return faults;
}

function isVaccine(value: string): value is VaccineId {
  return Object.hasOwn(vaccines, value);
}

function contentOf(cell: (column: Column) => string): CardContent {
  return normaliseContent({
    familyName: cell('familyName'),
    givenName: cell('givenName'),
    bornOn: readDate(cell('bornOn')),
    vaccine: cell('vaccine').toLowerCase() as VaccineId,
    doseNumber: Number(cell('doseNumber')),
    doseOf: Number(cell('doseOf')),
    givenOn: readDate(cell('givenOn')),
    evidence: cell('evidence'),
  });
}
