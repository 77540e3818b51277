import { expect, it } from 'vitest';
import type { FeedEntry } from '@gapura/contract';
import { isDisputable, openVisits, splitFeed, withEntry } from './feed.ts';

const gate = { code: '8F3KQ2ZT7M', name: 'Utara', direction: 'in' } as const;

function entry(eventId: string, minute: number, change: Partial<FeedEntry> = {}): FeedEntry {
  const at = new Date(Date.UTC(2021, 8, 21, 2, minute)).toISOString();
  return {
    eventId,
    at,
    gate,
    code: 'K7QM',
    kind: 'visitor',
    outcome: 'admitted',
    persons: [],
    review: null,
    ...change,
  };
}

function waiting(eventId: string, minute: number, decided: 'approved' | null = null): FeedEntry {
  const expiresAt = new Date(Date.UTC(2021, 8, 21, 2, minute + 15)).toISOString();
  return entry(eventId, minute, { outcome: 'review', review: { decided, expiresAt, reason: null, proof: null } });
}

const nowMs = Date.UTC(2021, 8, 21, 2, 10);

it('puts the newest on top and replaces an entry with the same event id', () => {
  const feed = [entry('a', 1), entry('b', 2)].reduce(withEntry, [] as FeedEntry[]);
  expect(feed.map(({ eventId }) => eventId)).toEqual(['b', 'a']);
  const changed = withEntry(feed, entry('a', 1, { outcome: 'full' }));
  expect(changed.map(({ eventId, outcome }) => [eventId, outcome])).toEqual([
    ['b', 'admitted'],
    ['a', 'full'],
  ]);
});

it('keeps a bounded number of entries', () => {
  const feed = Array.from({ length: 240 }, (_, n) => entry(`e${n}`, n)).reduce(withEntry, [] as FeedEntry[]);
  expect(feed).toHaveLength(200);
  expect(feed[0]?.eventId).toBe('e239');
});

it('puts those who wait apart, the longest waiting first, without the decided and the expired', () => {
  const feed = [waiting('old', -30), waiting('first', 3), waiting('done', 4, 'approved'), waiting('second', 5)];
  const split = splitFeed(feed.reduce(withEntry, [] as FeedEntry[]), nowMs);
  expect(split.waiting.map(({ eventId }) => eventId)).toEqual(['first', 'second']);
  expect(split.settled.map(({ eventId }) => eventId)).toEqual(['done', 'old']);
});

it('tells who may dispute: red, not decided, not too late', () => {
  const red = { ...waiting('red', 3), outcome: 'refused' } as const;
  expect(isDisputable(red, nowMs)).toBe(true);
  expect(splitFeed([red], nowMs).waiting).toEqual([]);
  expect(isDisputable(red, nowMs + 10 * 60_000)).toBe(false);
  expect(isDisputable({ ...red, review: null }, nowMs)).toBe(false);
  expect(isDisputable(waiting('yellow', 3), nowMs)).toBe(false);
});

it('names the visits that are still open', () => {
  const persons: FeedEntry['persons'] = [
    { colour: 'green', reasons: [], visit: { id: 'v1', open: true } },
    { colour: 'green', reasons: [], visit: { id: 'v2', open: false } },
    { colour: 'red', reasons: [], visit: null },
  ];
  expect(openVisits(entry('a', 1, { persons }))).toEqual(['v1']);
});
