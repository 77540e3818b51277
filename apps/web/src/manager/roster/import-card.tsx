import type { EmployeeImportReport } from '@gapura/contract';
import type { VNode } from 'preact';
import { CsvUpload, sendCsv } from '../../csv/index.ts';
import { formatNumber, useMessages } from '../../i18n/index.ts';
import { rosterMessages } from '../roster-messages.ts';

/** The mark at its beginning tells Excel that it is UTF-8. */
const template = {
  text: ['\u{feff}nama;unit_kerja;nomor;tanggal_keluar', 'Ni Made Contoh;Bagian Umum;12;', ''].join('\r\n'),
  name: 'pegawai.csv',
};

const send = (file: File, dryRun: boolean): Promise<EmployeeImportReport> =>
  sendCsv<EmployeeImportReport>('/employees/import', file, dryRun);

/** Many employees from a file; once they are entered, their badges can be printed. */
export function ImportCard({ onImported }: { onImported: () => void }): VNode {
  const m = useMessages(rosterMessages);
  return (
    <CsvUpload words={m} template={template} send={send} onEntered={onImported}>
      {({ rows, importedAt }) =>
        importedAt === null ? undefined : (
          <>
            <p class="notice is-calm" role="status">
              {m.imported(formatNumber(rows))}
            </p>
            <a class="button is-primary" download href={`/api/v1/badges.pdf?since=${encodeURIComponent(importedAt)}`}>
              {m.printImported}
            </a>
          </>
        )
      }
    </CsvUpload>
  );
}
