import type { FeedEntry, ReviewDecisionRequest } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { officerMessages } from './messages.ts';
import { ReasonChoice } from './reason-choice.tsx';

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
          why={decision === 'approve' ? m.approveWhy : m.refuseWhy}
          usual={decision === 'approve' ? m.approveReasons : m.refuseReasons}
          busy={busy}
          onReason={(reason) => decide(decision, reason)}
          onBack={() => setDecision(undefined)}
        />
      )}
    </div>
  );
}
