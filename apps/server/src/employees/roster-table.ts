import type { CsvFault, EmployeeContent } from '@gapura/contract';
import { readDate, readTable } from '../csv/index.ts';
import { findFaults, likenessOf, normaliseContent } from './content.ts';

const maxRosterRows = 2_000;
const maxFaults = 200;

const columns: Readonly<Record<keyof EmployeeContent, readonly [string, string]>> = {
  name: ['name', 'nama'],
  unit: ['unit', 'unit_kerja'],
  number: ['number', 'nomor'],
  leavesOn: ['leaveson', 'tanggal_keluar'],
};

const texts = {
  'row-repeated': [
    'Pegawai ini sudah ada di baris sebelumnya. Beri nomor untuk membedakannya.',
    'This employee stands in an earlier row. Add a number to tell them apart.',
  ],
  'employee-known': [
    'Pegawai ini sudah ada dalam daftar. Hapus baris ini, atau beri nomor yang lain.',
    'This employee is on the roster already. Leave the row out, or add another number.',
  ],
} as const;

export interface RosterTable {
  /** Rows below the header. */
  readonly rows: number;
  /** Empty when anything is wrong with any row. */
  readonly contents: readonly EmployeeContent[];
  readonly faults: readonly CsvFault[];
}

/**
 * Reads a CSV file of employees and finds everything that is wrong with it, up to two hundred faults.
 * @param known likenesses of those on the roster
 */
export function readRosterTable(
  bytes: Buffer,
  { known, now }: { readonly known: ReadonlyMap<string, string>; readonly now: Date },
): RosterTable {
  const table = readTable(bytes, { columns, optional: ['unit', 'number', 'leavesOn'], maxRows: maxRosterRows });
  const faults = [...table.faults];
  const seen = new Set<string>();
  const contents = table.rows.map(({ line, cell }) => {
    const leavesOn = readDate(cell('leavesOn'));
    const content = normaliseContent({
      name: cell('name'),
      unit: cell('unit'),
      number: cell('number'),
      leavesOn: leavesOn === '' ? null : leavesOn,
    });
    faults.push(...findFaults(content, now).map((fault) => table.faultAt(line, fault)));
    const likeness = likenessOf(content);
    const code = seen.has(likeness) ? 'row-repeated' : known.has(likeness) ? 'employee-known' : null;
    if (code !== null) {
      const [id, en] = texts[code];
      faults.push({ line, field: null, code, message: { id, en } });
    }
    seen.add(likeness);
    return content;
  });
  const inOrder = faults.toSorted((one, other) => one.line - other.line);
  return { rows: table.count, contents: faults.length > 0 ? [] : contents, faults: inOrder.slice(0, maxFaults) };
}
