import { useEffect, useState } from 'preact/hooks';

export type Loaded<T> = { readonly value: T } | { readonly problem: unknown } | undefined;

/** A part of the page that is fetched when it is first needed; undefined while it comes. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>();
  useEffect(() => {
    load().then(
      (value) => setLoaded({ value }),
      (problem: unknown) => setLoaded({ problem }),
    );
  }, []);
  return loaded;
}
