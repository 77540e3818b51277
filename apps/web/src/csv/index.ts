export { CsvUpload } from './csv-upload.tsx';
export { sendCsv } from './send-csv.ts';
