import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatNumber, formatTime, useMessages } from '../i18n/index.ts';
import type { CheckInRecord } from '../offline/index.ts';
import { startAgain } from './check-in.ts';
import { moreMessages } from './more-messages.ts';
import { countFreePlaces, useOccupancy } from './occupancy-bar.tsx';

/** An officer decides within this time, or the visitor asks again. */
const reviewMs = 15 * 60_000;

interface NextProps {
  readonly record: CheckInRecord;
}

export function ReviewNext({ record }: NextProps): VNode {
  const t = useMessages(moreMessages);
  const isOver = Date.now() - Date.parse(record.reply.decidedAt) > reviewMs;
  return (
    <div class="result-next">
      <p>{isOver ? t.reviewOver : t.reviewText}</p>
      {isOver && <AgainButton record={record} />}
    </div>
  );
}

/** Places left now, live, and the next attempt when there is one for everybody. */
export function FullNext({ record }: NextProps): VNode {
  const t = useMessages(moreMessages);
  const { venue, occupancy: first, persons } = record.reply;
  const { occupancy } = useOccupancy(venue.id, first);
  const free = countFreePlaces(occupancy);
  const isEnough = free >= persons.length;
  return (
    <div class="result-next">
      <p role="status" class="result-places">
        {isEnough
          ? t.placesNow(formatNumber(free))
          : t.noPlaces(formatNumber(occupancy.inside), formatNumber(occupancy.limit))}
      </p>
      <AgainButton record={record} isUrged={isEnough} />
    </div>
  );
}

export function RefusedNext({ record }: NextProps): VNode {
  const t = useMessages(moreMessages);
  const { request, signature } = record;
  return (
    <div class="result-next">
      <p>{t.refusedText}</p>
      <a class="button" href={['/g', request.gate, signature].filter(Boolean).join('/')}>
        {t.otherCertificate}
      </a>
    </div>
  );
}

export function LeftNext({ record: { reply, ends } }: NextProps): VNode {
  const t = useMessages(moreMessages);
  const [end] = Object.values(ends);
  if (end === undefined) {
    return <p class="result-next">{t.noVisit}</p>;
  }
  const at = formatTime(end.at, reply.venue.timeZone);
  return (
    <div class="result-next">
      <p role="status">{end.estimated ? t.leftEstimated(at) : t.leftAt(at)}</p>
      <p>{t.leftBy[end.by]}</p>
      {end.occupancy !== null && <p class="soft">{t.insideAfter(formatNumber(end.occupancy.inside))}</p>}
      <a class="button is-primary" href="/">
        {t.toStart}
      </a>
    </div>
  );
}

function AgainButton({ record, isUrged = false }: NextProps & { isUrged?: boolean }): VNode {
  const t = useMessages(moreMessages);
  const { route } = useLocation();
  const [isSending, setSending] = useState(false);
  const again = (): void => {
    setSending(true);
    startAgain(record).then(
      (eventId) => route(`/pass/${eventId}`, true),
      (problem: unknown) => {
        setSending(false);
        reportError(problem);
      },
    );
  };
  return (
    <button type="button" class={isUrged ? 'button is-large' : 'button'} disabled={isSending} onClick={again}>
      {t.tryAgain}
    </button>
  );
}
