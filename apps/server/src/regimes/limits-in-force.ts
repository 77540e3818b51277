import { applyRegimes, listDifferingLimits, type ApplyDeps, type LimitsOfVenue } from './apply-regimes.ts';
import { loadShippedPacks, readTimeline } from './read-timeline.ts';
import { defaultPackId } from './shipped-packs.ts';

export interface LimitsInForce {
  /** Venues at whose door other limits hold than those in force; null: looks at all. */
  listDiffering(venueId: string | null): Promise<readonly LimitsOfVenue[]>;
  /** Brings a venue's limits to what is in force, as a line of its ledger. */
  bringIn(venueId: string, reason: string): Promise<void>;
}

/** For an operator's command, which keeps nothing in memory and follows nothing. */
export async function openLimitsInForce(deps: Omit<ApplyDeps, 'readTimeline'>): Promise<LimitsInForce> {
  const shipped = await loadShippedPacks();
  const all: ApplyDeps = { ...deps, readTimeline: (db) => readTimeline(db, { shipped, defaultPackId }) };
  return {
    listDiffering: (venueId) => listDifferingLimits(all, venueId),
    bringIn: (venueId, reason) => applyRegimes(all, { venueId, reason, by: null }),
  };
}
