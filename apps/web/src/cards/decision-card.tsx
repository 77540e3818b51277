import type { CardDecisionRequest } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField, useSubmit } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { cardMessages } from './messages.ts';

interface DecisionCardProps {
  readonly question: string;
  readonly approveText: string;
  readonly onDecide: (decision: CardDecisionRequest) => Promise<void>;
}

/** The second person's part: approve, or refuse with a reason. */
export function DecisionCard({ question, approveText, onDecide }: DecisionCardProps): VNode {
  const m = useMessages(cardMessages);
  const { busy, problem, run } = useSubmit();
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const [isWrong, setWrong] = useState(false);
  const refuse = (event: Event): void => {
    event.preventDefault();
    const isShort = reason.trim().length < 3;
    setWrong(isShort);
    if (!isShort) run(() => onDecide({ decision: 'refuse', reason: reason.trim() }));
  };
  return (
    <section class="card" aria-labelledby="decision">
      <h2 id="decision">{m.decision}</h2>
      <p>{question}</p>
      {problem !== undefined && <ErrorState problem={problem} />}
      <div class="row">
        <button
          type="button"
          class="button is-primary"
          disabled={busy}
          onClick={() => run(() => onDecide({ decision: 'approve' }))}
        >
          {approveText}
        </button>
        <button
          type="button"
          class="button is-danger"
          aria-expanded={isRefusing}
          onClick={() => setRefusing(!isRefusing)}
        >
          {m.refuse}
        </button>
      </div>
      {isRefusing && (
        <form class="cards-form" noValidate onSubmit={refuse}>
          <TextField
            name="reason"
            label={m.refuseReason}
            hint={m.refuseReasonHint}
            value={reason}
            error={isWrong ? m.reasonMissing : undefined}
            maxLength={200}
            onValue={setReason}
          />
          <button type="submit" class="button is-danger" disabled={busy}>
            {m.refuseNow}
          </button>
        </form>
      )}
    </section>
  );
}
