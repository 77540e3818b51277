import type { CsvFault, ExposureImportReply } from '@gapura/contract';
import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useSubmit } from '../access/index.ts';
import { api, ApiProblem } from '../api/index.ts';
import { formatNumber, language, useMessages } from '../i18n/index.ts';
import { ErrorState, Field, Loading, toast } from '../ui/index.ts';
import { cityMessages } from './messages.ts';

const largestBytes = 256 * 1024;
/** An empty table with one line, for a spreadsheet to open. */
const template = `identifier;kind;on\r\n${'0'.repeat(64)};case;2021-09-14\r\n`;

/** Many cases and contacts from a file: all of its lines, or none with every fault named. */
export function ImportCard({ onEntered }: { onEntered: () => void }): VNode {
  const m = useMessages(cityMessages);
  const { busy, problem, run } = useSubmit();
  const [file, setFile] = useState<File>();
  const send = async (chosen: File): Promise<void> => {
    if (chosen.size > largestBytes) throw new Error(m.fileTooLarge);
    const csv = await chosen.text();
    const { entered } = await api.send<ExposureImportReply>('POST', '/exposures/import', { csv });
    setFile(undefined);
    toast(m.imported(formatNumber(entered)));
    onEntered();
  };
  const faults = (problem instanceof ApiProblem && problem.problem?.csvFaults) || [];
  return (
    <section class="card" aria-labelledby="city-import">
      <h2 id="city-import">{m.importTitle}</h2>
      <p>{m.importText}</p>
      <p>
        <a class="button" href={`data:text/csv;charset=utf-8,${encodeURIComponent(template)}`} download="kasus.csv">
          {m.template}
        </a>
      </p>
      <Field label={m.chooseFile}>
        {(control) => (
          <input
            {...control}
            key={file === undefined ? 'none' : 'some'}
            type="file"
            accept=".csv,text/csv"
            onChange={(event: TargetedEvent<HTMLInputElement>) => setFile(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {file !== undefined && (
        <button type="button" class="button is-primary" disabled={busy} onClick={() => run(() => send(file))}>
          {m.importFile(file.name)}
        </button>
      )}
      {busy && <Loading />}
      {problem !== undefined && faults.length === 0 && <ErrorState problem={problem} />}
      {faults.length > 0 && <FaultList faults={faults} />}
    </section>
  );
}

function FaultList({ faults }: { faults: readonly CsvFault[] }): VNode {
  const m = useMessages(cityMessages);
  // The server speaks Indonesian and English; Balinese readers read Indonesian.
  const spoken = language.value === 'en' ? 'en' : 'id';
  return (
    <div class="stack" role="status">
      <p class="notice is-error">{m.fileWrong(formatNumber(faults.length))}</p>
      <ul class="city-lines" tabIndex={0} aria-label={m.faults}>
        {faults.map(({ line, field, code, message }) => (
          <li key={`${line} ${field} ${code}`}>
            <strong>
              {m.line(line)}
              {field !== null && <span class="code"> {field}</span>}
            </strong>
            {message[spoken]}
          </li>
        ))}
      </ul>
    </div>
  );
}
