import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** A reply of the server as a page sees it: on its way, there, or not to be had. */
export interface RemoteReply<T> {
  value: T | undefined;
  problem: unknown;
  reload: () => void;
  /** Puts a newer state in its place, as the answer to a change brings it. */
  replace: (value: T) => void;
}

/** Asks once, and again when `key` changes or on `reload`; an answer that comes too late is dropped. */
export function useReply<T>(key: string, ask: () => Promise<T>): RemoteReply<T> {
  const [value, setValue] = useState<T>();
  const [problem, setProblem] = useState<unknown>();
  const [round, setRound] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    let current = true;
    setProblem(undefined);
    latest.current().then(
      (reply) => current && setValue(() => reply),
      (error: unknown) => current && setProblem(error),
    );
    return () => {
      current = false;
    };
  }, [key, round]);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  const replace = useCallback((next: T) => setValue(() => next), []);
  return { value, problem, reload, replace };
}
