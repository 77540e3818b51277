import camera from 'lucide-static/icons/camera.svg?raw';
import { collectCode, type PartialCredential } from '@gapura/credentials';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useReply, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDate, pickText, useMessages } from '../i18n/index.ts';
import { Scanner, useWedgeScanner } from '../scan/index.ts';
import { ErrorState, Field, Icon } from '../ui/index.ts';
import { cityMessages } from './messages.ts';
import { readPerson, type Person } from './person.ts';

interface BringCertificateProps {
  readonly person: Person | undefined;
  readonly error: string | undefined;
  readonly onPerson: (person: Person | undefined) => void;
}

/** A certificate by camera, hardware scanner or text; in the demo also one of its samples. Then whose it is. */
export function BringCertificate({ person, error, onPerson }: BringCertificateProps): VNode {
  const m = useMessages(cityMessages);
  const { busy, problem, run } = useSubmit();
  const [partial, setPartial] = useState<PartialCredential>();
  const [isScanning, setScanning] = useState(false);
  const take = (code: string): void => {
    const collected = collectCode(partial, code);
    setPartial(collected.is === 'part' ? collected.partial : undefined);
    if (collected.is === 'part') return;
    setScanning(false);
    run(async () => {
      const read = await readPerson(collected.text, new Date());
      if (read === undefined) throw new Error(m.noCertificate);
      onPerson(read);
    });
  };
  useWedgeScanner(take);
  if (person !== undefined) return <ReadPerson person={person} onOther={() => onPerson(undefined)} />;
  return (
    <div class="stack">
      {error !== undefined && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
      <button type="button" name="person" class="button is-full" disabled={busy} onClick={() => setScanning(true)}>
        <Icon svg={camera} />
        {m.scan}
      </button>
      {partial !== undefined && <p role="status">{m.codePart(partial.codes.size, partial.total)}</p>}
      <PastedText onText={take} />
      <Samples onText={take} />
      {problem !== undefined && <ErrorState problem={problem} />}
      {isScanning && <Scanner onText={take} onClose={() => setScanning(false)} />}
    </div>
  );
}

function ReadPerson({ person, onOther }: { person: Person; onOther: () => void }): VNode {
  const m = useMessages(cityMessages);
  return (
    <div class={person.isGenuine ? 'notice is-calm' : 'notice is-error'} role="status">
      <p>
        <strong>{person.name}</strong>
        {person.bornOn !== '' && ` · ${m.bornOn(formatDate(person.bornOn))}`}
      </p>
      <p class="small">{person.isGenuine ? m.certificateRead : m.certificateDoubtful}</p>
      <p>
        <button type="button" class="button" onClick={onOther}>
          {m.otherCertificate}
        </button>
      </p>
    </div>
  );
}

function PastedText({ onText }: { onText: (text: string) => void }): VNode {
  const m = useMessages(cityMessages);
  const [text, setText] = useState('');
  return (
    <details>
      <summary>{m.paste}</summary>
      <div class="stack">
        <Field label={m.certificateText}>
          {(control) => (
            <textarea
              {...control}
              class="code"
              rows={4}
              autocomplete="off"
              spellcheck={false}
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
            />
          )}
        </Field>
        <button
          type="button"
          class="button"
          disabled={text.trim() === ''}
          onClick={() => {
            setText('');
            onText(text.trim());
          }}
        >
          {m.readText}
        </button>
      </div>
    </details>
  );
}

/** Only a demo has samples; elsewhere there is nothing to choose and nothing is said. */
function Samples({ onText }: { onText: (text: string) => void }): VNode | null {
  const m = useMessages(cityMessages);
  const { value } = useReply('samples', () => api.demo());
  if (value === undefined) return null;
  return (
    <Field label={m.sample}>
      {(control) => (
        <select
          {...control}
          value=""
          onChange={({ currentTarget }) => {
            const chosen = value.certificates.find(({ id }) => id === currentTarget.value);
            if (chosen !== undefined) onText(chosen.text);
          }}
        >
          <option value="">{m.chooseSample}</option>
          {value.certificates.map(({ id, titles, holder }) => (
            <option key={id} value={id}>
              {pickText(titles)} · {holder}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
