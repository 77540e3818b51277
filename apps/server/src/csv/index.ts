export { CsvFailure, parseCsv, type CsvRow } from './csv.ts';
export { readDate, readTable, type RowFault, type Table } from './table.ts';
