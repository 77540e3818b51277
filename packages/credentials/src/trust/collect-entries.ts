import { createTrustStore, type TrustEntry } from './trust-store.ts';

export interface CollectOptions {
  /**
   * Told of every key that cannot be used, which is then left out. Without it such a key makes the whole source fail: a
   * trust list with a silent gap would refuse genuine credentials.
   */
  readonly onUnusable?: (key: string, reason: string) => void;
}

/** One entry for each of `keys` that can be used. `nameOf` and `entryOf` are asked in order; `entryOf` may throw. */
export function collectEntries<Key>(
  keys: readonly Key[],
  read: { readonly nameOf: (key: Key) => string; readonly entryOf: (key: Key) => TrustEntry },
  { onUnusable }: CollectOptions,
): TrustEntry[] {
  const entries: TrustEntry[] = [];
  for (const key of keys) {
    try {
      const entry = read.entryOf(key);
      createTrustStore([entry]);
      entries.push(entry);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      if (onUnusable === undefined) throw new TypeError(`key ${read.nameOf(key)}: ${reason}`, { cause });
      onUnusable(read.nameOf(key), reason);
    }
  }
  return entries;
}
