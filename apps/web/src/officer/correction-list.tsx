import type { Closed, Correction } from '@gapura/contract';
import type { VNode } from 'preact';
import { useSubmit } from '../access/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { useNow } from '../live/index.ts';
import { ErrorState, useProblemText } from '../ui/index.ts';
import { officerMessages } from './messages.ts';
import { isUncertain, type Corrections, type OwnCorrection } from './use-corrections.ts';

interface CorrectionListProps {
  readonly own: readonly OwnCorrection[];
  readonly closed: Closed | undefined;
  readonly corrections: Corrections;
}

/** Corrections of this screen, each with the seconds in which it can be taken back. */
export function CorrectionList({ own: listed, closed, corrections }: CorrectionListProps): VNode {
  const nowMs = useNow(500);
  return (
    <ul class="officer-corrections">
      {listed.map((own) => (
        <li key={own.request.eventId}>
          <CorrectionLine own={own} nowMs={nowMs} closed={closed} corrections={corrections} />
        </li>
      ))}
    </ul>
  );
}

interface CorrectionLineProps {
  readonly own: OwnCorrection;
  readonly nowMs: number;
  readonly closed: Closed | undefined;
  readonly corrections: Corrections;
}

function CorrectionLine({ own, nowMs, closed, corrections }: CorrectionLineProps): VNode {
  const m = useMessages(officerMessages);
  const describe = useProblemText();
  if (own.problem !== undefined) {
    return (
      <div class="notice is-error" role="alert">
        <p>{isUncertain(own) ? m.correctionUncertain : describe(own.problem)}</p>
        {isUncertain(own) && (
          <button type="button" class="button" onClick={() => corrections.send(own)}>
            {m.retry}
          </button>
        )}
      </div>
    );
  }
  if (own.correction === undefined) return <p>{m.checking}</p>;
  const leftSeconds = Math.ceil(((own.undoableUntilMs ?? 0) - nowMs) / 1000);
  const { correction } = own;
  if (correction.outcome !== 'applied') return <Refused outcome={correction.outcome} closed={closed} />;
  return <Answered correction={correction} leftSeconds={leftSeconds} onUndo={() => corrections.undo(own)} />;
}

interface RefusedProps {
  readonly outcome: Exclude<Correction['outcome'], 'applied'>;
  readonly closed: Closed | undefined;
}

/** Where an order closes the place no place is left, but it is not full. */
function Refused({ outcome, closed }: RefusedProps): VNode {
  const m = useMessages(officerMessages);
  return (
    <p class="notice" role="status">
      {m.correctionRefused[outcome === 'full' && closed?.by === 'order' ? 'closed' : outcome]}
    </p>
  );
}

interface AnsweredProps {
  readonly correction: Correction;
  readonly leftSeconds: number;
  readonly onUndo: () => Promise<void>;
}

function Answered({ correction, leftSeconds, onUndo }: AnsweredProps): VNode {
  const m = useMessages(officerMessages);
  const { busy, problem, run } = useSubmit();
  const { undoneAt, undoableUntil } = correction;
  const words = m.corrected(signed(correction.change), correction.reason);
  return (
    <>
      {problem !== undefined && <ErrorState problem={problem} />}
      <div class="officer-corrections__line">
        <p role="status">
          {undoneAt === null ? words : m.correctionUndone(words)}
          {correction.override && undoneAt === null && <strong> {m.overLimit}</strong>}
        </p>
        {undoableUntil !== null && leftSeconds > 0 && (
          <button type="button" class="button" aria-label={m.undoOf(words)} disabled={busy} onClick={() => run(onUndo)}>
            {m.undo} <span aria-hidden="true">({leftSeconds})</span>
          </button>
        )}
      </div>
    </>
  );
}

function signed(change: number): string {
  return change > 0 ? `+${formatNumber(change)}` : formatNumber(change);
}
