import type { FeedEntry, ProofKind, ReviewDecisionRequest } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { officerMessages } from './messages.ts';
import { ReasonChoice } from './reason-choice.tsx';

interface DisputeFormProps {
  readonly gate: string;
  readonly eventId: string;
  readonly onDecided: (entry: FeedEntry) => void;
}

const proofKinds: readonly ProofKind[] = ['vaccination-card', 'test-result', 'doctor-letter', 'other-document'];

type Step = { readonly at: 'start' | 'proof' | 'refusal' } | { readonly at: 'reason'; readonly proof: ProofKind };

/** Somebody red says that it is wrong: the officer looks at the paper, says what it was and why it convinces, or refuses. */
export function DisputeForm({ gate, eventId, onDecided }: DisputeFormProps): VNode {
  const m = useMessages(officerMessages);
  const [step, setStep] = useState<Step>({ at: 'start' });
  const { busy, problem, run } = useSubmit();
  const decide = (request: ReviewDecisionRequest): void =>
    run(async () => onDecided(await api.send<FeedEntry>('POST', `/gates/${gate}/reviews/${eventId}`, request)));
  return (
    <div class="officer-review">
      {problem !== undefined && <ErrorState problem={problem} />}
      {step.at === 'start' && (
        <div class="stack">
          <button type="button" class="button is-full" onClick={() => setStep({ at: 'proof' })}>
            {m.admitOnPaper}
          </button>
          <button type="button" class="button is-quiet" onClick={() => setStep({ at: 'refusal' })}>
            {m.refuseForGood}
          </button>
        </div>
      )}
      {step.at === 'proof' && (
        <ProofChoice onProof={(proof) => setStep({ at: 'reason', proof })} onBack={() => setStep({ at: 'start' })} />
      )}
      {step.at === 'reason' && (
        <ReasonChoice
          why={m.proofWhy(m.proofs[step.proof])}
          usual={m.proofReasons}
          busy={busy}
          onReason={(reason) => decide({ decision: 'approve', reason, proof: step.proof })}
          onBack={() => setStep({ at: 'proof' })}
        />
      )}
      {step.at === 'refusal' && (
        <ReasonChoice
          why={m.refuseWhy}
          usual={m.refuseReasons}
          busy={busy}
          onReason={(reason) => decide({ decision: 'refuse', reason })}
          onBack={() => setStep({ at: 'start' })}
        />
      )}
    </div>
  );
}

function ProofChoice({ onProof, onBack }: { onProof: (proof: ProofKind) => void; onBack: () => void }): VNode {
  const m = useMessages(officerMessages);
  return (
    <div class="stack">
      <p class="officer-review__why">{m.proofQuestion}</p>
      <p class="small">{m.proofHint}</p>
      {proofKinds.map((proof) => (
        <button key={proof} type="button" class="button is-full" onClick={() => onProof(proof)}>
          {m.proofs[proof]}
        </button>
      ))}
      <button type="button" class="button" onClick={onBack}>
        {m.backToChoice}
      </button>
    </div>
  );
}
