import type { FeedEntry } from '@gapura/contract';

const longestFeed = 200;

/** The feed with one entry more; an entry with a known event id takes the older one's place. Newest first. */
export function withEntry(entries: readonly FeedEntry[], entry: FeedEntry): FeedEntry[] {
  const others = entries.filter(({ eventId }) => eventId !== entry.eventId);
  return [...others, entry].toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, longestFeed);
}

/** Whether somebody still stands at the gate and waits for the officer's word. */
function isWaiting(entry: FeedEntry, nowMs: number): boolean {
  return entry.outcome === 'review' && isUndecided(entry, nowMs);
}

/** Whether a red one may still be admitted on a proof on paper. */
export function isDisputable(entry: FeedEntry, nowMs: number): boolean {
  return entry.outcome === 'refused' && isUndecided(entry, nowMs);
}

function isUndecided({ review }: FeedEntry, nowMs: number): boolean {
  return review !== null && review.decided === null && Date.parse(review.expiresAt) > nowMs;
}

/** Those who wait come first, the longest waiting on top; the others follow, newest on top. */
export function splitFeed(
  entries: readonly FeedEntry[],
  nowMs: number,
): { waiting: FeedEntry[]; settled: FeedEntry[] } {
  const waiting = entries.filter((entry) => isWaiting(entry, nowMs)).toReversed();
  return { waiting, settled: entries.filter((entry) => !isWaiting(entry, nowMs)) };
}

/** The ids of the visits of an entry that are still open. */
export function openVisits(entry: FeedEntry): string[] {
  return entry.persons.flatMap(({ visit }) => (visit?.open === true ? [visit.id] : []));
}
