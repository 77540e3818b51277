import type { FeedEntry } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatTime, useMessages } from '../i18n/index.ts';
import { VerdictShape } from '../ui/index.ts';
import type { FeedPlace } from './feed-place.ts';
import { DisputeForm } from './dispute-form.tsx';
import { ProcedureSteps } from '../procedures/index.ts';
import { isDisputable, openVisits } from './feed.ts';
import { officerMessages } from './messages.ts';
import { ReasonList } from './reason-list.tsx';
import { ReviewForm } from './review-form.tsx';
import { situationOf } from './situation.ts';
import { groundOf, verdictShapes } from './verdict-look.ts';
import { verdictOf } from './verdict.ts';

interface FeedCardProps extends FeedPlace {
  readonly entry: FeedEntry;
  readonly isWaiting: boolean;
  readonly nowMs: number;
}

/** One check-in of the feed. */
export function FeedCard({ entry, isWaiting, nowMs, venue, gate, door, procedures, onDecided }: FeedCardProps): VNode {
  const m = useMessages(officerMessages);
  const form = {
    gate: gate.code,
    eventId: entry.eventId,
    onDecided: (decided: FeedEntry) => {
      // Where the venue is full or closed nothing is decided: the entry goes on waiting.
      if (decided.review?.decided !== null) onDecided(decided);
      door.showAnswer(decided);
    },
  };
  const verdict = verdictOf(entry);
  const shape = verdictShapes[verdict];
  return (
    <article class={`card officer-entry ${isWaiting ? 'is-waiting' : ''}`}>
      <header class="officer-entry__head">
        <p class={`officer-entry__verdict ${groundOf(verdict)}`}>
          {shape !== undefined && <VerdictShape shape={shape} />}
          {m.verdicts[verdict]}
        </p>
        <p class="officer-entry__code code" title={m.codeHint}>
          <span class="visually-hidden">{m.codeLabel} </span>
          {entry.code}
        </p>
      </header>
      <p class="soft small">
        {formatTime(entry.at, venue.timeZone)} · {entry.kind === 'visitor' ? m.visitor : m.employee}
        {entry.persons.length > 1 && ` · ${m.persons(entry.persons.length)}`}
      </p>
      {verdict !== 'enter' && <ReasonList persons={entry.persons} />}
      <ReviewWords entry={entry} isWaiting={isWaiting} timeZone={venue.timeZone} />
      {isWaiting && <ReviewForm {...form} />}
      {(isWaiting || isDisputable(entry, nowMs)) && <ProcedureSteps steps={procedures(situationOf(entry))} isFolded />}
      {isDisputable(entry, nowMs) && (
        <details class="officer-dispute">
          <summary>{m.dispute(formatTime(entry.review?.expiresAt ?? entry.at, venue.timeZone))}</summary>
          <DisputeForm {...form} />
        </details>
      )}
      <CheckOutButton entry={entry} venueId={venue.id} gate={gate.code} door={door} />
    </article>
  );
}

function ReviewWords({
  entry,
  isWaiting,
  timeZone,
}: Pick<FeedCardProps, 'entry' | 'isWaiting'> & { timeZone: string }) {
  const m = useMessages(officerMessages);
  const { review } = entry;
  if (review === null || (entry.outcome === 'refused' && review.decided === null)) return null;
  if (review.decided !== null) {
    const admitted = review.proof === null ? m.decisions.approved : m.provisional(m.proofs[review.proof]);
    const approved = entry.outcome === 'admitted' ? admitted : m.approvedInVain;
    return (
      <p>
        {review.decided === 'approved' ? approved : m.decisions.refused}
        {review.reason !== null && `: ${review.reason}`}
      </p>
    );
  }
  return <p class="soft small">{isWaiting ? m.waitsUntil(formatTime(review.expiresAt, timeZone)) : m.expired}</p>;
}

interface CheckOutButtonProps {
  readonly entry: FeedEntry;
  readonly venueId: string;
  readonly gate: string;
  readonly door: FeedPlace['door'];
}

function CheckOutButton({ entry, venueId, gate, door }: CheckOutButtonProps): VNode | null {
  const m = useMessages(officerMessages);
  const visits = openVisits(entry).map((id) => ({ venue: venueId, id }));
  if (visits.length === 0) {
    const hadVisits = entry.persons.some(({ visit }) => visit !== null);
    return hadVisits ? <p class="soft small">{m.hasLeft}</p> : null;
  }
  return (
    <button
      type="button"
      class="button"
      aria-label={m.checkOutCode(entry.code)}
      onClick={() => door.ask({ way: 'out', body: { eventId: crypto.randomUUID(), gate, visits } })}
    >
      {m.checkOut}
    </button>
  );
}
