import type { RulePackSummary } from '@gapura/contract';
import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useSubmit } from '../access/index.ts';
import { api, ApiProblem } from '../api/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { ErrorState, Field, Loading } from '../ui/index.ts';
import { cityMessages } from './messages.ts';
import { readPackFiles, type FileFault } from './pack-files.ts';

/** Adds a version of a rule pack from its files; every fault is named by its place. */
export function UploadCard({ onAdded }: { onAdded: (added: RulePackSummary) => void }): VNode {
  const m = useMessages(cityMessages);
  const { busy, problem, run } = useSubmit();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const send = async (): Promise<void> => {
    const read = await readPackFiles(files, m.packFaults);
    setFaults('faults' in read ? read.faults : []);
    if (!('document' in read)) return;
    const added = await api.send<RulePackSummary>('POST', '/rule-packs', read.document);
    setFiles([]);
    onAdded(added);
  };
  const refused = (problem instanceof ApiProblem && problem.problem?.errors) || [];
  const detail = problem instanceof ApiProblem ? problem.problem?.detail : undefined;
  const told = [...faults.map(({ file, message }) => ({ path: file, message })), ...refused];
  return (
    <section class="card" aria-labelledby="city-upload">
      <h2 id="city-upload">{m.uploadTitle}</h2>
      <p>{m.uploadText}</p>
      <Field label={m.chooseFiles}>
        {(control) => (
          <input
            {...control}
            key={files.length === 0 ? 'none' : 'some'}
            type="file"
            multiple
            accept=".json,application/json"
            onChange={(event: TargetedEvent<HTMLInputElement>) => {
              setFaults([]);
              setFiles([...(event.currentTarget.files ?? [])]);
            }}
          />
        )}
      </Field>
      {files.length > 0 && (
        <button type="button" class="button is-primary" disabled={busy} onClick={() => run(send)}>
          {m.upload(files.map(({ name }) => name).join(', '))}
        </button>
      )}
      {busy && <Loading />}
      {problem !== undefined && refused.length === 0 && <ErrorState problem={problem} />}
      {detail !== undefined && (
        <p class="soft small" lang="en">
          {detail}
        </p>
      )}
      {told.length > 0 && (
        <div class="stack" role="status">
          <p class="notice is-error">{m.packWrong(formatNumber(told.length))}</p>
          <ul class="city-lines" tabIndex={0} aria-label={m.faults}>
            {told.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <strong class="code">{path}</strong>
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
