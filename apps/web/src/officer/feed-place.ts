import type { FeedEntry, GateSummary, VenueSummary } from '@gapura/contract';
import type { Door } from './use-door.ts';
import type { Procedures } from './use-procedures.ts';

/** Where the entries of a feed belong, and who acts on them. */
export interface FeedPlace {
  readonly venue: VenueSummary;
  readonly gate: GateSummary;
  readonly door: Door;
  readonly procedures: Procedures;
  readonly onDecided: (entry: FeedEntry) => void;
}
