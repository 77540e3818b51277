import type { FeedEntry, ReviewDecisionRequest } from '@gapura/contract';
import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { readField, useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Field } from '../ui/index.ts';
import { officerMessages } from './messages.ts';

interface ReviewFormProps {
  readonly gate: string;
  readonly eventId: string;
  readonly onDecided: (entry: FeedEntry) => void;
}

type Decision = ReviewDecisionRequest['decision'];

/** The officer's word on a yellow check-in: first yes or no, then why, with the usual reasons one press away. */
export function ReviewForm({ gate, eventId, onDecided }: ReviewFormProps): VNode {
  const m = useMessages(officerMessages);
  const [decision, setDecision] = useState<Decision>();
  const { busy, problem, run } = useSubmit();
  const decide = (chosen: Decision, reason: string): void => {
    const request: ReviewDecisionRequest = { decision: chosen, reason };
    run(async () => onDecided(await api.send<FeedEntry>('POST', `/gates/${gate}/reviews/${eventId}`, request)));
  };
  return (
    <div class="officer-review">
      {problem !== undefined && <ErrorState problem={problem} />}
      {decision === undefined ? (
        <div class="officer-review__choice">
          <button type="button" class="button is-large is-primary" onClick={() => setDecision('approve')}>
            {m.approve}
          </button>
          <button type="button" class="button is-large is-danger" onClick={() => setDecision('refuse')}>
            {m.refuse}
          </button>
        </div>
      ) : (
        <ReasonChoice
          decision={decision}
          busy={busy}
          onReason={(reason) => decide(decision, reason)}
          onBack={() => setDecision(undefined)}
        />
      )}
    </div>
  );
}

interface ReasonChoiceProps {
  readonly decision: Decision;
  readonly busy: boolean;
  readonly onReason: (reason: string) => void;
  readonly onBack: () => void;
}

function ReasonChoice({ decision, busy, onReason, onBack }: ReasonChoiceProps): VNode {
  const m = useMessages(officerMessages);
  const usual = decision === 'approve' ? m.approveReasons : m.refuseReasons;
  return (
    <div class="stack">
      <p class="officer-review__why">{decision === 'approve' ? m.approveWhy : m.refuseWhy}</p>
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
    setError(reason.length < shortestReason ? m.ownReasonShort : undefined);
    if (reason.length >= shortestReason) onReason(reason);
  };
  return (
    <form class="officer-own" noValidate onSubmit={submit}>
      <Field label={m.ownReason} error={error}>
        {(control) => <input {...control} name="reason" maxLength={200} autoComplete="off" />}
      </Field>
      <button type="submit" class="button" disabled={busy}>
        {m.sendReason}
      </button>
    </form>
  );
}
