import type { EmployeeContent, EmployeeView } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorSummary, TextField, useSubmit } from '../../access/index.ts';
import { useMessages } from '../../i18n/index.ts';
import { ErrorState } from '../../ui/index.ts';
import { rosterMessages } from '../roster-messages.ts';
import { employeeDraftOf, readEmployee, type EmployeeErrors } from './employee-draft.ts';

interface EmployeeFormProps {
  readonly employee?: EmployeeView;
  readonly action: string;
  readonly onSend: (content: EmployeeContent) => Promise<void>;
  /** In a dialog: closes it and changes nothing. */
  readonly onCancel?: () => void;
}

/** What is written down about somebody who works here: as little as tells them apart. */
export function EmployeeForm({ employee, action, onSend, onCancel }: EmployeeFormProps): VNode {
  const m = useMessages(rosterMessages);
  const [draft, setDraft] = useState(() => employeeDraftOf(employee));
  const [wrong, setWrong] = useState<EmployeeErrors>({});
  const { busy, problem, run } = useSubmit();
  const errors = {
    name: wrong.name && m.errors.name,
    unit: wrong.unit && m.errors.unit,
    number: wrong.number && m.errors.number,
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const reading = readEmployee(draft);
    setWrong('errors' in reading ? reading.errors : {});
    if ('content' in reading) run(() => onSend(reading.content));
  };
  const control = (name: keyof typeof draft) => ({
    name,
    value: draft[name],
    onValue: (value: string) => setDraft((last) => ({ ...last, [name]: value })),
  });
  return (
    <form class="manager-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={errors} />
      {problem !== undefined && <ErrorState problem={problem} />}
      <TextField {...control('name')} label={m.name} error={errors.name} maxLength={80} />
      <TextField {...control('unit')} label={m.unit} error={errors.unit} maxLength={80} />
      <TextField
        {...control('number')}
        label={m.staffNumber}
        hint={m.staffNumberHint}
        error={errors.number}
        maxLength={15}
      />
      <TextField {...control('leavesOn')} label={m.leavesOn} hint={m.leavesOnHint} type="date" />
      <div class="row">
        <button type="submit" class="button is-primary" disabled={busy}>
          {action}
        </button>
        {onCancel !== undefined && (
          <button type="button" class="button" onClick={onCancel}>
            {m.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
