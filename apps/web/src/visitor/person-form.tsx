import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { newEventId, type Person } from '../offline/index.ts';
import { Field } from '../ui/index.ts';
import { moreMessages } from './more-messages.ts';

const longestName = 60;
const oldest = '1900-01-01';

interface Draft {
  readonly name: string;
  readonly bornOn: string;
}

/** Somebody without a certificate, for instance a child: a name for this phone only, and the birth date. */
export function PersonForm({ onPerson }: { readonly onPerson: (person: Person) => void }): VNode {
  const m = useMessages(moreMessages);
  const [draft, setDraft] = useState<Draft>({ name: '', bornOn: '' });
  const [isChecked, setChecked] = useState(false);
  const today = new Date().toISOString().slice(0, 10);
  const name = draft.name.trim();
  const isDated = draft.bornOn >= oldest && draft.bornOn <= today;
  const submit = (event: Event): void => {
    event.preventDefault();
    setChecked(true);
    if (name === '' || !isDated) return;
    onPerson({ id: newEventId(), holderKey: '', name, bornOn: draft.bornOn, credentials: [] });
    setDraft({ name: '', bornOn: '' });
    setChecked(false);
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <p class="soft">{m.childText}</p>
      <Field label={m.childName} error={isChecked && name === '' ? m.childNameMissing : undefined}>
        {(control) => (
          <input
            {...control}
            maxLength={longestName}
            autocomplete="off"
            value={draft.name}
            onInput={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
          />
        )}
      </Field>
      <Field label={m.childBornOn} error={isChecked && !isDated ? m.childBornOnWrong : undefined}>
        {(control) => (
          <input
            {...control}
            type="date"
            min={oldest}
            max={today}
            value={draft.bornOn}
            onInput={({ currentTarget }) => setDraft({ ...draft, bornOn: currentTarget.value })}
          />
        )}
      </Field>
      <button type="submit" class="button">
        {m.childAdd}
      </button>
    </form>
  );
}
