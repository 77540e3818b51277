import { CsvFailure, parseCsv, type CsvRow } from '../csv/index.ts';
import { Problem } from '../http/problem.ts';

const maxRows = 2_000;
const heading = ['identifier', 'kind', 'on'] as const;

export interface ImportedExposure {
  readonly line: number;
  readonly subject: string;
  readonly kind: 'case' | 'contact';
  readonly on: string;
}

type Fault = NonNullable<Problem['details']['csvFaults']>[number];

/**
 * Reads lines of `identifier;kind;on` under a heading.
 * @throws Problem csv-invalid naming every line that is at fault
 */
export function parseImport(csv: string, isAcceptable: (on: string) => boolean): ImportedExposure[] {
  const [first, ...rows] = readRows(csv);
  if (first === undefined || heading.some((name, index) => first.fields[index] !== name)) {
    throw faulty([{ line: 1, field: null, code: 'csv-heading', message: headingMessage }]);
  }
  const faults = rows.flatMap((row) => faultsOf(row, isAcceptable));
  if (faults.length > 0 || rows.length === 0) {
    throw faulty(faults.length > 0 ? faults : [{ line: 1, field: null, code: 'csv-empty', message: emptyMessage }]);
  }
  return rows.map(({ line, fields: [subject = '', kind, on = ''] }) => ({
    line,
    subject,
    kind: kind === 'case' ? 'case' : 'contact',
    on,
  }));
}

function readRows(csv: string): readonly CsvRow[] {
  try {
    return parseCsv(csv, { maxRows: maxRows + 1 });
  } catch (error) {
    if (error instanceof CsvFailure) {
      throw faulty([{ line: error.line, field: null, code: error.code, message: unreadableMessage }]);
    }
    throw error;
  }
}

function faultsOf({ line, fields }: CsvRow, isAcceptable: (on: string) => boolean): Fault[] {
  const [subject = '', kind = '', on = ''] = fields;
  return [
    ...(/^[0-9a-f]{64}$/.test(subject)
      ? []
      : [{ line, field: 'identifier', code: 'identifier-invalid', message: identifierMessage }]),
    ...(['case', 'contact'].includes(kind)
      ? []
      : [{ line, field: 'kind', code: 'kind-invalid', message: kindMessage }]),
    ...(isAcceptable(on) ? [] : [{ line, field: 'on', code: 'date-invalid', message: dateMessage }]),
  ];
}

/** The refusal of lines that would free their person sooner than what is entered already. */
export function laterStands(lines: readonly number[]): Problem {
  return faulty(lines.map((line) => ({ line, field: 'on', code: 'later-stands', message: laterMessage })));
}

function faulty(csvFaults: readonly Fault[]): Problem {
  return new Problem('csv-invalid', { csvFaults: csvFaults.slice(0, 200) });
}

const headingMessage = {
  id: 'Baris pertama harus: identifier;kind;on',
  en: 'The first line must be: identifier;kind;on',
};
const emptyMessage = { id: 'Berkas ini tidak berisi data.', en: 'The file holds no lines.' };
const unreadableMessage = { id: 'Baris ini tidak dapat dibaca sebagai CSV.', en: 'This line cannot be read as CSV.' };
const identifierMessage = { id: 'Harus 64 angka heksadesimal.', en: 'Must be 64 hexadecimal digits.' };
const kindMessage = { id: 'Harus case atau contact.', en: 'Must be case or contact.' };
const laterMessage = {
  id: 'Orang ini sudah tercatat dengan tanggal yang lebih baru.',
  en: 'This person is entered with a later date already.',
};
const dateMessage = {
  id: 'Harus tanggal YYYY-MM-DD dalam 30 hari terakhir.',
  en: 'Must be a date, YYYY-MM-DD, of the last 30 days.',
};
