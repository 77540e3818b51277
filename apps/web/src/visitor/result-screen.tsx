import type { Colour, Outcome } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatClock, formatTime, useMessages } from '../i18n/index.ts';
import { listOpenVisits, type CheckInRecord } from '../offline/index.ts';
import './result.css';
import { clearToasts, useTitle, VerdictShape } from '../ui/index.ts';
import { useDecision } from './follow-review.ts';
import { LeftoverNext } from './leftover-next.tsx';
import { lookOf, wordOf, type Look } from './look.ts';
import { FullNext, LeftNext, RefusedNext, ReviewNext } from './next-step.tsx';
import { visitorMessages } from './messages.ts';
import { moreMessages } from './more-messages.ts';
import { CheckOutButton } from './open-visits.tsx';
import { ResultParty } from './result-party.tsx';

/** The answer of the gate, filling the screen: colour, shape, word, reason, next step, clock and code. */
export function ResultScreen({ record }: { record: CheckInRecord }): VNode {
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  useDecision(record);
  const look = lookOf(record);
  const { reply } = record;
  const word = m.words[look === 'left' ? look : wordOf(reply)];
  useTitle(`${word} · ${reply.venue.name}`);
  useBuzz(reply.outcome, record.at);
  // Nothing may lie over a verdict.
  useEffect(clearToasts, []);
  return (
    <main class={`result is-${look}`} tabIndex={-1}>
      <div class="result-head" role="status">
        <ResultShape look={look} />
        <h1>{word}</h1>
        <p class="result-venue">
          <strong>{reply.venue.name}</strong>
          <span>
            {t.gateNamed(reply.gate.name)} · {t.kinds[reply.kind]}
          </span>
        </p>
      </div>
      {look !== 'left' && <Proof record={record} />}
      <Next record={record} look={look} />
      <ResultParty record={record} isTimely={(rule, colour) => isTimely({ rule, colour, look })} />
      <nav class="result-foot">
        <a href="/">{m.toStart}</a>
        <a href="/history">{m.history}</a>
      </nav>
    </main>
  );
}

function ResultShape({ look }: { look: Look }): VNode | null {
  if (look === 'left') {
    return null;
  }
  if (look !== 'full') {
    return <VerdictShape shape={look} size="clamp(5rem, 24vw, 9rem)" />;
  }
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" class="result-full-shape">
      <path d="M4 60V18L32 4l28 14v42z" fill="none" stroke="currentColor" stroke-width="6" />
      <path d="M16 26h32M16 37h32M16 48h32" stroke="currentColor" stroke-width="6" />
    </svg>
  );
}

/** Clock and code: what the officer compares with their own screen. */
function Proof({ record: { reply, at } }: { record: CheckInRecord }): VNode {
  const m = useMessages(moreMessages);
  return (
    <dl class="proof">
      <div>
        <dt>{m.code}</dt>
        <dd class="proof-code">{reply.code}</dd>
      </div>
      <div>
        <dt>{m.now}</dt>
        <dd class="proof-clock">
          <Clock timeZone={reply.venue.timeZone} />
        </dd>
        <dd class="small">{m.decidedAt(formatTime(at, reply.venue.timeZone))}</dd>
      </div>
    </dl>
  );
}

function Clock({ timeZone }: { timeZone: string }): VNode {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <time dateTime={now.toISOString()}>{formatClock(timeZone)(now)}</time>;
}

function Next({ record, look }: { record: CheckInRecord; look: Look }): VNode {
  switch (look) {
    case 'left':
      return <LeftNext record={record} />;
    case 'green':
      return (
        <div class="result-next">
          <LeftoverNext record={record} />
          <CheckOutButton visits={listOpenVisits(record)} />
        </div>
      );
    case 'yellow':
      return <ReviewNext record={record} />;
    case 'full':
      return <FullNext record={record} />;
    default:
      return <RefusedNext record={record} isBlack={look === 'black'} />;
  }
}

/** «Please come in» must not stand where the place is full or shut, where the party is refused, or after somebody has left. */
function isTimely({ rule, colour, look }: { rule: string; colour: Colour; look: Look }): boolean {
  if (look === 'full' || look === 'closed' || look === 'exit') {
    return rule.startsWith('door.');
  }
  return look !== 'left' && (colour !== 'green' || look === 'green' || rule.startsWith('door.'));
}

const freshMs = 10_000;
const patterns: Record<Outcome, number[]> = { admitted: [120], review: [80, 80, 80], refused: [400], full: [400] };

/** A fresh verdict is felt too, where a phone can. */
function useBuzz(outcome: Outcome, at: string): void {
  useEffect(() => {
    if (Math.abs(Date.now() - Date.parse(at)) < freshMs && 'vibrate' in navigator) {
      navigator.vibrate(patterns[outcome]);
    }
  }, [outcome]);
}
