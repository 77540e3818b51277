import { useEffect, useState } from 'preact/hooks';
import { useReply, useSubmit, withSecondFactor } from '../access/index.ts';
import { api } from '../api/index.ts';

interface PageReply<Item> {
  readonly items: readonly Item[];
  /** Leads to older ones. */
  readonly next: string | number | null;
}

/** Finds the items of a reply. */
type Read<Reply, Item> = (reply: Reply) => PageReply<Item>;

export interface Pages<Item> {
  readonly items: readonly Item[] | undefined;
  readonly problem: unknown;
  readonly busy: boolean;
  /** Absent when the oldest are shown. */
  readonly more: (() => void) | undefined;
  readonly reload: () => void;
}

/** A list that comes newest first in pages. `path` has a query or ends in `?`. */
export function usePages<Reply, Item>(path: string, read: Read<Reply, Item>): Pages<Item> {
  const ask = async (before: string): Promise<PageReply<Item>> =>
    read(await withSecondFactor(() => api.send<Reply>('GET', `${path}${before}`)));
  const first = useReply(path, () => ask(''));
  const [older, setOlder] = useState<PageReply<Item>>();
  const { busy, problem, run } = useSubmit();
  useEffect(() => setOlder(undefined), [first.value]);
  const next = (older ?? first.value)?.next ?? null;
  const more = (): void =>
    run(async () => {
      const page = await ask(`&before=${next}`);
      setOlder((known) => ({ items: [...(known?.items ?? []), ...page.items], next: page.next }));
    });
  return {
    items: first.value && [...first.value.items, ...(older?.items ?? [])],
    problem: first.problem ?? problem,
    busy,
    more: next === null ? undefined : more,
    reload: first.reload,
  };
}
