import type { FeedEntry, GateSummary } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { ApiProblem } from '../api/index.ts';
import { VerdictShape, useProblemText } from '../ui/index.ts';
import { officerMessages } from './messages.ts';
import { ReasonList } from './reason-list.tsx';
import { ReviewForm } from './review-form.tsx';
import type { DoorRequest, Shown } from './use-door.ts';
import type { Verdict } from './verdict.ts';
import { groundOf, verdictColours } from './verdict-look.ts';
import './verdict-screen.css';

interface VerdictScreenProps {
  readonly shown: Shown;
  readonly gate: GateSummary;
  readonly onDecided: (entry: FeedEntry) => void;
  readonly onRetry: (request: DoorRequest) => void;
  readonly onClose: () => void;
}

const goodNewsMs = 2500;

/** These people are told what they can do; to the others the officer's next step says it all. */
const turnedAway: readonly Verdict[] = ['refuse', 'stop', 'full'];

/** The answer to a scan fills the screen: one colour, one shape, one word, one next step. Good news goes by itself. */
export function VerdictScreen({ shown, gate, onDecided, onRetry, onClose }: VerdictScreenProps): VNode {
  const m = useMessages(officerMessages);
  const dialog = useRef<HTMLDialogElement>(null);
  const word = useRef<HTMLHeadingElement>(null);
  const { verdict } = shown;
  const colour = verdictColours[verdict];
  useEffect(() => {
    dialog.current?.showModal();
    word.current?.focus();
    if (verdict !== 'enter' && verdict !== 'left') return undefined;
    const timer = setTimeout(onClose, goodNewsMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <dialog ref={dialog} class={`verdict ${groundOf(verdict)}`} aria-labelledby="verdict-word" onCancel={onClose}>
      <div class="verdict__body">
        {colour !== undefined && <VerdictShape colour={colour} size="min(18vh, 40vw)" />}
        <h2 ref={word} id="verdict-word" tabIndex={-1}>
          {m.verdicts[verdict]}
        </h2>
        <p class="verdict__step">{m.nextSteps[verdict]}</p>
        <VerdictDetails shown={shown} />
        {shown.of === 'check-in' && verdict === 'check' && (
          <ReviewForm gate={gate.code} eventId={shown.answer.eventId} onDecided={onDecided} />
        )}
        <div class="row verdict__actions">
          {shown.of === 'problem' && shown.verdict === 'unknown' && (
            <button type="button" class="button is-large" onClick={() => onRetry(shown.request)}>
              {m.retry}
            </button>
          )}
          <button type="button" class="button is-large" onClick={onClose}>
            {m.next}
          </button>
        </div>
      </div>
    </dialog>
  );
}

function VerdictDetails({ shown }: { shown: Shown }): VNode {
  const m = useMessages(officerMessages);
  const describe = useProblemText();
  if (shown.of === 'problem') {
    const isNobody = shown.problem instanceof ApiProblem && shown.problem.code === 'visit-unknown';
    return <p role="alert">{isNobody ? m.notInside : describe(shown.problem)}</p>;
  }
  if (shown.of === 'check-out') return <p>{m.personsLeft(shown.count)}</p>;
  const { answer } = shown;
  return (
    <>
      <ReasonList persons={answer.persons} withAdvice={turnedAway.includes(shown.verdict)} />
      <p class="verdict__code">
        <span class="small">{m.codeLabel}</span> <span class="code">{answer.code}</span>
      </p>
    </>
  );
}
