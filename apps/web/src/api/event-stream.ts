/** `live`: connected and fresh; `stale`: connected, but nothing came for too long; `lost`: not connected now. */
export type StreamState = 'connecting' | 'live' | 'stale' | 'lost';

export interface StreamOptions<T> {
  readonly onData: (data: T) => void;
  readonly onState?: (state: StreamState) => void;
  /** How long silence may last before the stream counts as stale; for ever unless told. */
  readonly staleAfterMs?: number;
}

const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/**
 * Follows one event of a server-sent event stream until the returned function is called. A dropped connection is made
 * again for ever, with growing pauses; the server sends the present state on every connect.
 */
export function streamEvents<T>(url: string, event: string, options: StreamOptions<T>): () => void {
  let source: EventSource | undefined;
  let pauseMs = firstPauseMs;
  let reconnect: ReturnType<typeof setTimeout> | undefined;
  const { tell, heard, rest } = trackFreshness(options);

  const connect = (): void => {
    source = new EventSource(url);
    source.addEventListener(event, ({ data }: MessageEvent<string>) => {
      pauseMs = firstPauseMs;
      heard();
      options.onData(JSON.parse(data) as T);
    });
    source.addEventListener('error', () => {
      source?.close();
      rest();
      tell('lost');
      reconnect = setTimeout(connect, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  };
  const connectNow = (): void => {
    if (source?.readyState === EventSource.CLOSED) {
      clearTimeout(reconnect);
      connect();
    }
  };

  tell('connecting');
  connect();
  addEventListener('online', connectNow);
  return () => {
    removeEventListener('online', connectNow);
    clearTimeout(reconnect);
    rest();
    source?.close();
  };
}

function trackFreshness<T>({ onState, staleAfterMs }: StreamOptions<T>) {
  let state: StreamState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (next: StreamState): void => {
    if (state !== next) {
      state = next;
      onState?.(next);
    }
  };
  const rest = (): void => clearTimeout(timer);
  const heard = (): void => {
    rest();
    tell('live');
    if (staleAfterMs !== undefined) {
      timer = setTimeout(() => tell('stale'), staleAfterMs);
    }
  };
  return { tell, heard, rest };
}
