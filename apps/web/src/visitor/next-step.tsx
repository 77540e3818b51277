import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatNumber, formatTime, useMessages } from '../i18n/index.ts';
import type { CheckInRecord } from '../offline/index.ts';
import { findDisputeEnd } from './disputable.ts';
import { findShut } from './look.ts';
import { moreMessages } from './more-messages.ts';
import { useOccupancy } from './occupancy-bar.tsx';
import { PartChoice } from './part-choice.tsx';
import { listWelcome, onlyThese, theseFirst } from './party-parts.ts';
import { countFreeFor } from './places.ts';
import { useAttempt } from './use-attempt.ts';

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

/** Places left now, live, and the next attempt: of all when there is room for all, of a part when there is for some. */
export function FullNext({ record }: NextProps): VNode {
  const t = useMessages(moreMessages);
  const { venue, kind, occupancy: first, persons } = record.reply;
  const { occupancy } = useOccupancy(venue.id, first);
  const free = countFreeFor(kind, occupancy);
  const isEnough = free >= persons.length;
  return (
    <div class="result-next">
      <p role="status" class="result-places">
        {free > 0
          ? t.placesNow(formatNumber(free))
          : t.noPlaces(formatNumber(occupancy.inside), formatNumber(occupancy.limit))}
      </p>
      {free > 0 && !isEnough && <PartFirst record={record} free={free} />}
      <AgainButton record={record} isUrged={isEnough} />
    </div>
  );
}

/** There is room for some: who goes first is chosen and confirmed, the others wait. */
function PartFirst({ record, free }: NextProps & { free: number }): VNode {
  const t = useMessages(moreMessages);
  const { begin, isStarting } = useAttempt();
  const [isChoosing, setChoosing] = useState(false);
  const { party } = record;
  return (
    <>
      <button type="button" class="button is-large" disabled={isStarting} onClick={() => setChoosing(true)}>
        {t.partOffer(formatNumber(free), formatNumber(party.length))}
      </button>
      {isChoosing && (
        <PartChoice
          title={t.partTitle(formatNumber(free), formatNumber(party.length))}
          text={t.partText}
          party={party}
          candidates={[...party.keys()]}
          most={free}
          onConfirm={(chosen) => begin(theseFirst(record, chosen))}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

/** Nobody admits black, so that screen sends nobody to the officer; no certificate opens it, nor a gate that is shut. */
export function RefusedNext({ record, isBlack }: NextProps & { isBlack: boolean }): VNode {
  const t = useMessages(moreMessages);
  const { request, signature, reply } = record;
  const end = findDisputeEnd(reply, Date.now());
  const isShut = findShut(reply) !== undefined;
  return (
    <div class="result-next">
      <p>{isBlack ? t.blackText : t.refusedText}</p>
      <WithoutRefused record={record} />
      {end !== undefined && (
        <p class="result-dispute">{t.paperProof(reply.code, formatTime(end, reply.venue.timeZone))}</p>
      )}
      {!isBlack && !isShut && (
        <a class="button" href={['/g', request.gate, signature].filter(Boolean).join('/')}>
          {t.otherCertificate}
        </a>
      )}
    </div>
  );
}

/** Where some of a party are refused, the others may go in without them, once that is confirmed. */
function WithoutRefused({ record }: NextProps): VNode | null {
  const t = useMessages(moreMessages);
  const { begin, isStarting } = useAttempt();
  const [isChoosing, setChoosing] = useState(false);
  const welcome = listWelcome(record.reply);
  if (welcome.length === 0 || welcome.length === record.party.length) {
    return null;
  }
  return (
    <>
      <button type="button" class="button is-large" disabled={isStarting} onClick={() => setChoosing(true)}>
        {t.withoutRefused(welcome.length)}
      </button>
      {isChoosing && (
        <PartChoice
          title={t.withoutRefusedTitle}
          text={t.withoutRefusedText}
          party={record.party}
          candidates={welcome}
          most={welcome.length}
          onConfirm={(chosen) => begin(onlyThese(record, chosen))}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
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
  const { begin, isStarting } = useAttempt();
  return (
    <button
      type="button"
      class={isUrged ? 'button is-large' : 'button'}
      disabled={isStarting}
      onClick={() => begin(record)}
    >
      {record.party.length > 1 ? t.tryAgainAll : t.tryAgain}
    </button>
  );
}
