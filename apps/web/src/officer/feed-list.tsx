import type { FeedEntry } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { useNow } from '../live/index.ts';
import { Empty } from '../ui/index.ts';
import { FeedCard } from './feed-card.tsx';
import type { FeedPlace } from './feed-place.ts';
import { splitFeed } from './feed.ts';
import { officerMessages } from './messages.ts';

/** Whoever waits for the officer on top, then everybody else, newest first. */
export function FeedList({ entries, ...place }: FeedPlace & { entries: readonly FeedEntry[] }): VNode {
  const m = useMessages(officerMessages);
  const nowMs = useNow(1000);
  const { waiting, settled } = splitFeed(entries, nowMs);
  return (
    <>
      <section class="stack officer__waiting" aria-labelledby="officer-waiting" hidden={waiting.length === 0}>
        <h2 id="officer-waiting">
          {m.waiting} ({waiting.length})
        </h2>
        {waiting.map((entry) => (
          <FeedCard key={entry.eventId} entry={entry} isWaiting nowMs={nowMs} {...place} />
        ))}
      </section>
      <section
        class="stack officer__settled"
        aria-labelledby="officer-feed"
        hidden={settled.length === 0 && waiting.length > 0}
      >
        <h2 id="officer-feed">{m.feed}</h2>
        {entries.length === 0 && (
          <Empty title={m.feedEmpty}>
            <p>{m.feedEmptyText}</p>
          </Empty>
        )}
        {settled.map((entry) => (
          <FeedCard key={entry.eventId} entry={entry} isWaiting={false} nowMs={nowMs} {...place} />
        ))}
      </section>
    </>
  );
}
