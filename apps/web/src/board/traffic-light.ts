import type { OccupancyReply } from '@gapura/contract';

export type BoardState = 'free' | 'nearly' | 'full' | 'over' | 'closed';

const nearlyFrom = 0.8;

type Judged = Pick<OccupancyReply, 'closed'> & {
  readonly occupancy: Pick<OccupancyReply['occupancy'], 'inside' | 'leased' | 'limit'>;
};

/** How full a venue is. Places leased to gates without a connection count as taken, but nobody stands in them yet. */
export function boardState({ occupancy: { inside, leased, limit }, closed }: Judged): BoardState {
  if (closed !== undefined) return 'closed';
  if (inside > limit) return 'over';
  if (inside + leased >= limit) return 'full';
  return inside + leased >= limit * nearlyFrom ? 'nearly' : 'free';
}
