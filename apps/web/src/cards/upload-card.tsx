import type { CardBatchReport, CardBatchView } from '@gapura/contract';
import type { VNode } from 'preact';
import { withSecondFactor } from '../access/index.ts';
import { CsvUpload, sendCsv } from '../csv/index.ts';
import { useMessages } from '../i18n/index.ts';
import { cardMessages } from './messages.ts';

/** The mark at its beginning tells Excel that it is UTF-8. */
const template = {
  text: [
    '\u{feff}nama_keluarga;nama_depan;tanggal_lahir;vaksin;dosis_ke;dari_dosis;tanggal_vaksin;nomor_bukti',
    'Contoh;Ni Made;12/04/1961;coronavac;2;2;20/08/2021;BK-1234',
    '',
  ].join('\r\n'),
  name: 'kartu.csv',
};

const send = (file: File, dryRun: boolean): Promise<CardBatchReport> =>
  withSecondFactor(() => sendCsv<CardBatchReport>('/card-batches', file, dryRun));

/** Many requests for cards from a file. */
export function UploadCard({ onEntered }: { onEntered: (batch: CardBatchView) => void }): VNode {
  const m = useMessages(cardMessages);
  const enter = ({ batch }: CardBatchReport): void => {
    if (batch !== null) onEntered(batch);
  };
  return <CsvUpload words={m} template={template} send={send} onEntered={enter} />;
}
