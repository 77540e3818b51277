import type { OccupancyEvent, OccupancyReply } from '@gapura/contract';
import { useEffect, useState } from 'preact/hooks';
import { streamEvents, type StreamState } from '../api/index.ts';

/** The numbers of a venue as this screen knows them. Ages are counted by this device's clock, which may be wrong by hours. */
export interface LiveOccupancy {
  readonly reply: OccupancyReply | undefined;
  readonly state: StreamState;
  readonly heardAtMs: number | undefined;
}

/** After so much silence the numbers count as old; the server speaks at least every ten seconds. */
const staleAfterMs = 15_000;
const unknown: LiveOccupancy = { reply: undefined, state: 'connecting', heardAtMs: undefined };

/** Follows a venue's occupancy while the component is shown. */
export function useOccupancy(venueId: string): LiveOccupancy {
  const [live, setLive] = useState<LiveOccupancy>(unknown);
  useEffect(() => {
    setLive(unknown);
    return streamEvents<OccupancyEvent>(`/api/v1/venues/${encodeURIComponent(venueId)}/occupancy/stream`, 'occupancy', {
      staleAfterMs,
      onData: (reply) => setLive((last) => ({ ...last, reply: newerOf(last.reply, reply), heardAtMs: Date.now() })),
      onState: (state) => setLive((last) => ({ ...last, state })),
    });
  }, [venueId]);
  return live;
}

/** Answers of several server processes may come out of order; `seq` tells. */
function newerOf(known: OccupancyReply | undefined, next: OccupancyReply): OccupancyReply {
  return known !== undefined && known.occupancy.seq > next.occupancy.seq ? known : next;
}
