import type { FeedEntry, GateSummary } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { ApiProblem } from '../api/index.ts';
import { VerdictShape, useProblemText } from '../ui/index.ts';
import { ProcedureSteps } from '../procedures/index.ts';
import { DisputeForm } from './dispute-form.tsx';
import { officerMessages } from './messages.ts';
import { ReasonList } from './reason-list.tsx';
import { ReviewForm } from './review-form.tsx';
import { situationOf } from './situation.ts';
import type { Answer, DoorRequest, Shown } from './use-door.ts';
import type { Procedures } from './use-procedures.ts';
import { groundOf, verdictShapes } from './verdict-look.ts';
import './verdict-screen.css';

interface VerdictScreenProps {
  readonly shown: Shown;
  readonly gate: GateSummary;
  readonly procedures: Procedures;
  readonly onDecided: (entry: FeedEntry) => void;
  readonly onRetry: (request: DoorRequest) => void;
  readonly onClose: () => void;
}

const goodNewsMs = 2500;

/** The answer to a scan fills the screen: one colour, one shape, one word, one next step. Good news goes by itself. */
export function VerdictScreen(props: VerdictScreenProps): VNode {
  const { shown, onRetry, onClose } = props;
  const m = useMessages(officerMessages);
  const dialog = useRef<HTMLDialogElement>(null);
  const word = useRef<HTMLHeadingElement>(null);
  const { verdict } = shown;
  const shape = verdictShapes[verdict];
  const steps = shown.of === 'check-in' ? props.procedures(situationOf(shown.answer)) : [];
  // Where the procedure says it in more words, one screen has room for these.
  const isLong = steps.length > 0 && verdict !== 'enter';
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
        {shape !== undefined && <VerdictShape shape={shape} size={isLong ? 'min(12vh, 26vw)' : 'min(18vh, 40vw)'} />}
        <h2 ref={word} id="verdict-word" tabIndex={-1}>
          {m.verdicts[verdict]}
        </h2>
        {!isLong && <p class="verdict__step">{m.nextSteps[verdict]}</p>}
        <VerdictDetails shown={shown} />
        {shown.of === 'check-in' && verdict === 'check' && <ReviewForm {...formOf(props, shown.answer)} />}
        <ProcedureSteps steps={steps} isFolded={!isLong} />
        {shown.of === 'check-in' && shown.answer.disputableUntil !== undefined && (
          <DisputeForm {...formOf(props, shown.answer)} />
        )}
      </div>
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
    </dialog>
  );
}

/** Where the officer's own word goes. */
function formOf({ gate, onDecided }: VerdictScreenProps, { eventId }: Answer) {
  return { gate: gate.code, eventId, onDecided };
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
  const isProvisional = answer.outcome === 'admitted' && typeof answer.review?.proof === 'string';
  return (
    <>
      {isProvisional && <p>{m.provisionalText}</p>}
      {answer.outcome !== 'review' && answer.review?.decided === null && <p>{m.stillWaits}</p>}
      <ReasonList persons={answer.persons} verdict={shown.verdict} />
      <p class="verdict__code">
        <span class="small">{m.codeLabel}</span> <span class="code">{answer.code}</span>
      </p>
    </>
  );
}
