import type { Colour, Outcome } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatClock, formatTime, pickText, useMessages } from '../i18n/index.ts';
import { listOpenVisits, type CheckInRecord } from '../offline/index.ts';
import './result.css';
import { clearToasts, uiMessages, useTitle, VerdictShape } from '../ui/index.ts';
import { useDecision } from './follow-review.ts';
import { FullNext, LeftNext, RefusedNext, ReviewNext } from './next-step.tsx';
import { visitorMessages } from './messages.ts';
import { moreMessages } from './more-messages.ts';
import { CheckOutButton } from './open-visits.tsx';

type Look = Colour | 'full' | 'left';

/** What the screen shows: the verdict, or, when everybody has left, that it is over. */
function lookOf(record: CheckInRecord): Look {
  const { outcome, persons } = record.reply;
  if (outcome === 'admitted') {
    return listOpenVisits(record).length > 0 ? 'green' : 'left';
  }
  if (outcome === 'full') {
    return 'full';
  }
  if (outcome === 'review') {
    return 'yellow';
  }
  return persons.some(({ colour }) => colour === 'black') ? 'black' : 'red';
}

/** The answer of the gate, filling the screen: colour, shape, word, reason, next step, clock and code. */
export function ResultScreen({ record }: { record: CheckInRecord }): VNode {
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  useDecision(record);
  const look = lookOf(record);
  const { reply } = record;
  const word = look === 'left' ? m.words.left : m.words[reply.outcome];
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
      <Party record={record} look={look} />
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
    return <VerdictShape colour={look} size="clamp(5rem, 24vw, 9rem)" />;
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
          <CheckOutButton visits={listOpenVisits(record)} />
        </div>
      );
    case 'yellow':
      return <ReviewNext record={record} />;
    case 'full':
      return <FullNext record={record} />;
    default:
      return <RefusedNext record={record} />;
  }
}

/** Each person with colour, reasons and what to do; a single green one needs no words. */
function Party({ record: { reply, party }, look }: { record: CheckInRecord; look: Look }): VNode {
  const u = useMessages(uiMessages);
  const m = useMessages(moreMessages);
  return (
    <ul class="party">
      {reply.persons.map(({ colour, reasons }, index) => (
        <li key={index}>
          <span class={`party-mark is-${colour}`}>
            <VerdictShape colour={colour} />
            {u.colours[colour]}
          </span>
          <strong>{party[index]?.name || m.withoutCertificate}</strong>
          {reasons.map(({ rule, texts, advice, source }) => (
            <div key={rule} class="reason">
              <p>{pickText(texts)}</p>
              {pickText(advice) !== '' && isTimely(rule, look) && (
                <p>
                  {colour !== 'green' && <strong>{m.nextStep} </strong>}
                  {pickText(advice)}
                </p>
              )}
              {source !== undefined && <p class="small">{m.source(source.title)}</p>}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** «Please come in» must not stand where the place is full, or after somebody has left. */
function isTimely(rule: string, look: Look): boolean {
  return look !== 'left' && (look !== 'full' || rule === 'door.full');
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
