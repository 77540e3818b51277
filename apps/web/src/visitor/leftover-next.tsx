import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { announceChange, recordStore, type CheckInRecord, type Leftover } from '../offline/index.ts';
import { moreMessages } from './more-messages.ts';
import { useOccupancy } from './occupancy-bar.tsx';
import { PartChoice } from './part-choice.tsx';
import { partyOfLeftover, theseFirst } from './party-parts.ts';
import { countFreeFor } from './places.ts';
import { useAttempt } from './use-attempt.ts';

/** Those of the party who had to wait for room: how many places are free now, and the way to let them follow. */
export function LeftoverNext({ record }: { record: CheckInRecord }): VNode | null {
  return record.leftover === undefined ? null : <Waiting record={record} leftover={record.leftover} />;
}

function Waiting({ record, leftover }: { record: CheckInRecord; leftover: Leftover }): VNode {
  const m = useMessages(moreMessages);
  const { venue, kind, occupancy: first } = record.reply;
  const { occupancy } = useOccupancy(venue.id, first);
  const { begin, isStarting } = useAttempt();
  const [isChoosing, setChoosing] = useState(false);
  const free = countFreeFor(kind, occupancy);
  const waiting = leftover.party.length;
  const follow = (chosen: ReadonlySet<number>): void => {
    setChoosing(false);
    begin(theseFirst(partyOfLeftover(record, leftover), chosen), () => handOver(record));
  };
  return (
    <section class="result-waiting">
      <p role="status">
        <strong>{m.waitingOutside(formatNumber(waiting))}</strong>{' '}
        {free > 0 ? m.placesNow(formatNumber(free)) : m.waitForPlace}
      </p>
      {free > 0 && (
        <button type="button" class="button" disabled={isStarting} onClick={() => setChoosing(true)}>
          {m.letFollow(Math.min(free, waiting))}
        </button>
      )}
      {isChoosing && (
        <PartChoice
          title={m.letFollowTitle}
          text={m.partText}
          party={leftover.party}
          candidates={[...leftover.party.keys()]}
          most={free}
          onConfirm={follow}
          onClose={() => setChoosing(false)}
        />
      )}
    </section>
  );
}

/** The new attempt remembers those who still wait, so this record does not offer them a second time. */
async function handOver({ leftover: _handedOver, ...record }: CheckInRecord): Promise<void> {
  await recordStore.put(record);
  announceChange();
}
