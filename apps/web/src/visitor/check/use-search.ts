import type { VenueSearchReply } from '@gapura/contract';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../api/index.ts';
import type { Loaded } from '../use-loaded.ts';

/** Somebody who types is not asked about after each letter. */
const pauseMs = 250;

interface Search {
  /** Undefined until the first answer; an older answer stays until the next one is there. */
  readonly found: Loaded<VenueSearchReply>;
  readonly again: () => void;
}

/** Asks the server for places whenever the words or the area change. */
export function useSearch(search: string, area: string): Search {
  const [found, setFound] = useState<Loaded<VenueSearchReply>>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const show = (next: Loaded<VenueSearchReply>): void => {
      if (isWanted) setFound(next);
    };
    const ask = (): void => {
      api.venues(search.trim(), area || undefined).then(
        (value) => show({ value }),
        (problem: unknown) => show({ problem }),
      );
    };
    const timer = setTimeout(ask, search === '' ? 0 : pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [search, area, attempt]);
  return { found, again: () => setAttempt(attempt + 1) };
}
