import type { Occupancy, OccupancyEvent } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { streamEvents, type StreamState } from '../api/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { visitorMessages } from './messages.ts';
import type { Places } from './places.ts';

const staleAfterMs = 25_000;

export interface LiveOccupancy {
  readonly occupancy: Occupancy;
  readonly state: StreamState;
}

/** Follows how many are inside; an older event never replaces a newer one. */
export function useOccupancy(venueId: string, first: Occupancy): LiveOccupancy {
  const [occupancy, setOccupancy] = useState(first);
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(
    () =>
      streamEvents<OccupancyEvent>(`/api/v1/venues/${venueId}/occupancy/stream`, 'occupancy', {
        onData: (event) => setOccupancy((known) => (event.occupancy.seq >= known.seq ? event.occupancy : known)),
        onState: setState,
        staleAfterMs,
      }),
    [venueId],
  );
  return { occupancy, state };
}

interface OccupancyBarProps extends LiveOccupancy {
  /** Said elsewhere on the page; then no limit is shown that nobody can use. */
  readonly isClosed?: boolean;
  /** Instead of everybody inside: those to whom a limit of their own leaves fewer places. */
  readonly own?: Pick<Places, 'inside' | 'taken' | 'limit'> & {
    readonly insideWord: string;
    readonly fullWord: string;
  };
}

/** «Inside now / limit» as a number and a bar, with words where it is full or not fresh. */
export function OccupancyBar({ occupancy, state, isClosed, own }: OccupancyBarProps): VNode {
  const t = useMessages(visitorMessages);
  const { inside, taken, limit } = own ?? { ...occupancy, taken: occupancy.inside + occupancy.leased };
  const share = limit === 0 ? 100 : Math.min(100, (taken / limit) * 100);
  const isFull = !isClosed && taken >= limit;
  return (
    <section class={isFull ? 'occupancy is-at-limit' : 'occupancy'} aria-label={t.occupancyLabel}>
      <p class="occupancy-figures">
        <strong>{formatNumber(inside)}</strong>
        {!isClosed && <span>/ {formatNumber(limit)}</span>}
        <span class="occupancy-word">{isFull ? (own?.fullWord ?? t.fullNow) : (own?.insideWord ?? t.insideNow)}</span>
      </p>
      {!isClosed && (
        <div class="occupancy-track" aria-hidden="true">
          <div class="occupancy-fill" style={`width:${share}%`} />
        </div>
      )}
      {(state === 'lost' || state === 'stale') && <p class="small soft">{t.notLive}</p>}
    </section>
  );
}
