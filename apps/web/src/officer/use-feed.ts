import type { FeedEntry, FeedReply } from '@gapura/contract';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { loadSession, useReply } from '../access/index.ts';
import { api, streamEvents, type StreamState } from '../api/index.ts';
import { withEntry } from './feed.ts';

export interface Feed {
  readonly reply: FeedReply | undefined;
  readonly problem: unknown;
  readonly state: StreamState;
  readonly reload: () => void;
  readonly put: (entry: FeedEntry) => void;
}

/** The feed of a gate, live. `onArrival` hears of each check-in that is new since the page was opened. */
export function useFeed(code: string, onArrival: (entry: FeedEntry) => void): Feed {
  const path = `/gates/${encodeURIComponent(code)}/feed`;
  const { value, problem, reload, replace } = useReply(path, () => api.send<FeedReply>('GET', path));
  const [state, setState] = useState<StreamState>('connecting');
  const known = useRef<FeedReply | undefined>(undefined);
  const arrived = useRef(onArrival);
  known.current = value;
  arrived.current = onArrival;
  const put = useCallback(
    (entry: FeedEntry) => {
      const feed = known.current;
      if (feed === undefined) return;
      known.current = { ...feed, entries: withEntry(feed.entries, entry) };
      replace(known.current);
    },
    [replace],
  );
  const isLoaded = value !== undefined;
  useEffect(() => {
    if (!isLoaded) return undefined;
    return streamEvents<FeedEntry>(`/api/v1${path}/stream`, 'entry', {
      onState: setState,
      onData: (entry) => {
        const isNew = known.current?.entries.every(({ eventId }) => eventId !== entry.eventId) === true;
        put(entry);
        if (isNew) arrived.current(entry);
      },
    });
  }, [path, isLoaded, put]);
  useSessionCheck(state);
  return { reply: value, problem, state, reload, put };
}

/** A stream does not tell why it broke: when the session has ended, the room must ask to sign in again. */
function useSessionCheck(state: StreamState): void {
  useEffect(() => {
    if (state !== 'lost') return;
    // Without a connection the question fails too; the page already says that it is not connected.
    loadSession().catch(() => undefined);
  }, [state]);
}
