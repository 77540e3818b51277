import type { CsvFault } from '@gapura/contract';
import type { TargetedEvent, VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useSubmit } from '../access/index.ts';
import { formatNumber } from '../i18n/index.ts';
import { ErrorState, Field, Loading } from '../ui/index.ts';
import { FaultTable, type FaultWords } from './fault-table.tsx';
import { faultsOf, largestCsvBytes } from './send-csv.ts';

interface CsvReport {
  readonly rows: number;
  readonly faults: readonly CsvFault[];
}

type Words = FaultWords &
  Readonly<
    Record<
      'upload' | 'uploadText' | 'template' | 'chooseFile' | 'chooseFileHint' | 'fileTooLarge' | 'checking' | 'sending',
      string
    > &
      Record<'fileRight' | 'sendFile', (count: string) => string>
  >;

interface CsvUploadProps<Report extends CsvReport> {
  readonly words: Words;
  /** An empty table with one example, for a spreadsheet to open. */
  readonly template: { readonly text: string; readonly name: string };
  /** A dry run only tells what is wrong. */
  readonly send: (file: File, dryRun: boolean) => Promise<Report>;
  readonly onEntered: (report: Report) => void;
  /** What is said once the file is entered, in the place of the offer to enter it. */
  readonly children?: (report: Report) => VNode | undefined;
}

/** A file is checked when it is chosen and entered when nothing is wrong with it. */
export function CsvUpload<Report extends CsvReport>(props: CsvUploadProps<Report>): VNode {
  const { words, template, children: sayDone } = props;
  const { busy, problem, report, choose, enter } = useCsvFile(props);
  const id = useId();
  const faults = report?.faults ?? faultsOf(problem);
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{words.upload}</h2>
      <p>{words.uploadText}</p>
      <TemplateLink {...template} label={words.template} />
      <Field label={words.chooseFile} hint={words.chooseFileHint}>
        {(control) => <input {...control} name="csv" type="file" accept=".csv,text/csv" onChange={choose} />}
      </Field>
      {busy && <Loading text={report === undefined ? words.checking : words.sending} />}
      {problem !== undefined && faultsOf(problem).length === 0 && <ErrorState problem={problem} />}
      {faults.length > 0 && <FaultTable faults={faults} words={words} />}
      {report !== undefined &&
        faults.length === 0 &&
        (sayDone?.(report) ?? <Offer rows={report.rows} words={words} busy={busy} onEnter={enter} />)}
    </section>
  );
}

function useCsvFile<Report extends CsvReport>({ words, send, onEntered }: CsvUploadProps<Report>) {
  const { busy, problem, run } = useSubmit();
  const [file, setFile] = useState<File>();
  const [report, setReport] = useState<Report>();
  const choose = (event: TargetedEvent<HTMLInputElement>): void => {
    const chosen = event.currentTarget.files?.[0];
    setFile(chosen);
    setReport(undefined);
    if (chosen === undefined) return;
    run(async () => {
      if (chosen.size > largestCsvBytes) throw new Error(words.fileTooLarge);
      setReport(await send(chosen, true));
    });
  };
  const enter = (): void =>
    run(async () => {
      if (file === undefined) return;
      const entered = await send(file, false);
      setReport(entered);
      onEntered(entered);
    });
  return { busy, problem, report, choose, enter };
}

function TemplateLink({ text, name, label }: { text: string; name: string; label: string }): VNode {
  return (
    <p>
      <a class="button" href={`data:text/csv;charset=utf-8,${encodeURIComponent(text)}`} download={name}>
        {label}
      </a>
    </p>
  );
}

interface OfferProps {
  readonly rows: number;
  readonly words: Words;
  readonly busy: boolean;
  readonly onEnter: () => void;
}

function Offer({ rows, words, busy, onEnter }: OfferProps): VNode {
  const count = formatNumber(rows);
  return (
    <>
      <p class="notice is-calm" role="status">
        {words.fileRight(count)}
      </p>
      <button type="button" class="button is-primary" disabled={busy} onClick={onEnter}>
        {words.sendFile(count)}
      </button>
    </>
  );
}
