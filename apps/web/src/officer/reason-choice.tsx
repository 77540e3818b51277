import { holdsPersonalNumber } from '@gapura/contract/personal-number';
import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { readField } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Field } from '../ui/index.ts';
import { officerMessages } from './messages.ts';

interface ReasonChoiceProps {
  readonly why: string;
  /** The usual reasons, one press each. */
  readonly usual: readonly string[];
  readonly busy: boolean;
  readonly onReason: (reason: string) => void;
  readonly onBack: () => void;
}

/** Why an officer does what the rules alone would not do. */
export function ReasonChoice({ why, usual, busy, onReason, onBack }: ReasonChoiceProps): VNode {
  const m = useMessages(officerMessages);
  return (
    <div class="stack">
      <p class="officer-review__why">{why}</p>
      {usual.map((reason) => (
        <button key={reason} type="button" class="button is-full" disabled={busy} onClick={() => onReason(reason)}>
          {reason}
        </button>
      ))}
      <OwnReason busy={busy} onReason={onReason} />
      <button type="button" class="button" onClick={onBack}>
        {m.backToChoice}
      </button>
    </div>
  );
}

const shortestReason = 3;

function OwnReason({ busy, onReason }: Pick<ReasonChoiceProps, 'busy' | 'onReason'>): VNode {
  const m = useMessages(officerMessages);
  const [error, setError] = useState<string>();
  const submit = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const reason = readField(event.currentTarget, 'reason');
    const wrong = reason.length < shortestReason ? m.ownReasonShort : undefined;
    const fault = wrong ?? (holdsPersonalNumber(reason) ? m.ownReasonNumber : undefined);
    setError(fault);
    if (fault === undefined) onReason(reason);
  };
  return (
    <form class="officer-own" noValidate onSubmit={submit}>
      <Field label={m.ownReason} hint={m.ownReasonHint} error={error}>
        {(control) => <input {...control} name="reason" maxLength={200} autoComplete="off" />}
      </Field>
      <button type="submit" class="button" disabled={busy}>
        {m.sendReason}
      </button>
    </form>
  );
}
