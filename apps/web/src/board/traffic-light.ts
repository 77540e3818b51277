import type { Occupancy } from '@gapura/contract';

export type BoardState = 'free' | 'nearly' | 'full' | 'over';

const nearlyFrom = 0.8;

/** How full a venue is. Places leased to gates without a connection count as taken, but nobody stands in them yet. */
export function boardState({ inside, leased, limit }: Pick<Occupancy, 'inside' | 'leased' | 'limit'>): BoardState {
  if (inside > limit) return 'over';
  if (inside + leased >= limit) return 'full';
  return inside + leased >= limit * nearlyFrom ? 'nearly' : 'free';
}
