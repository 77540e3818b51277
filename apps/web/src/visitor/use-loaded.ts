import { useEffect, useState } from 'preact/hooks';
import { messagesReady } from '../i18n/index.ts';

export type Loaded<T> = { readonly value: T } | { readonly problem: unknown } | undefined;

/** A part of the page that is fetched when it is first needed, with its texts; undefined while it comes. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>();
  useEffect(() => {
    load().then(
      (value) => messagesReady().then(() => setLoaded({ value })),
      (problem: unknown) => setLoaded({ problem }),
    );
  }, []);
  return loaded;
}
