/** A row of a CSV file with the number of the line on which it begins, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The file is no CSV, for a reason that has a code. */
export class CsvFailure extends Error {
  readonly code: 'csv-quote-open' | 'csv-quote-stray' | 'csv-too-many-rows' | 'csv-empty';
  readonly line: number;

  constructor(code: CsvFailure['code'], line: number) {
    super(code);
    this.code = code;
    this.line = line;
  }
}

/** A field is quoted, with doubled quotes inside, or has no quote at all; then comes what ends it. */
const fieldForm = (delimiter: string): RegExp =>
  new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|([^"\\r\\n${delimiter}]*))(${delimiter}|\\r\\n|\\n|\\r|$)`, 'y');

/** `sep=;` as the first line: for Excel, and no part of the table. */
const delimiterNote = /^"?sep=([;,])"?(?:\r\n|\r|\n|$)/i;

/**
 * Reads CSV (RFC 4180) strictly: quotes are closed and stand around whole fields. The delimiter is that of the first line,
 * `;` or `,`, or the one that Excel names in a line of its own before it. Empty lines are left out.
 * @throws CsvFailure
 */
export function parseCsv(text: string, { maxRows }: { readonly maxRows: number }): CsvRow[] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const [note = '', named] = delimiterNote.exec(body) ?? [];
  const [firstLine = ''] = body.split(/\r|\n/, 1);
  const form = fieldForm(named ?? (firstLine.includes(';') ? ';' : ','));
  form.lastIndex = note.length;
  const rows: CsvRow[] = [];
  let fields: string[] = [];
  let line = note === '' ? 1 : 2;
  let rowLine = line;
  while (form.lastIndex < body.length || fields.length > 0) {
    const start = form.lastIndex;
    const match = form.exec(body);
    if (match === null) {
      throw new CsvFailure(body[start] === '"' && !closes(body, start) ? 'csv-quote-open' : 'csv-quote-stray', line);
    }
    const [whole, quoted, plain = '', end = ''] = match;
    fields.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"').trim());
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end !== ';' && end !== ',') {
      if (fields.some((field) => field !== '')) {
        rows.push({ line: rowLine, fields });
      }
      if (rows.length > maxRows) {
        throw new CsvFailure('csv-too-many-rows', rowLine);
      }
      fields = [];
      rowLine = line;
    }
  }
  if (rows.length === 0) {
    throw new CsvFailure('csv-empty', 1);
  }
  return rows;
}

/** Whether the quote that opens at `start` is closed anywhere. */
function closes(body: string, start: number): boolean {
  return /^"[^"]*(?:""[^"]*)*"(?!")/.test(body.slice(start));
}
