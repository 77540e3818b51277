import type { TrustEntry } from '../trust-store.ts';

/** One key that a source offers: the entry made from it, or why none could be made. */
export type SourceKey =
  | { readonly label: string; readonly entry: TrustEntry }
  | { readonly label: string; readonly refusal: string };

export interface SourceContent {
  readonly keys: readonly SourceKey[];
  /** What an operator should know about the source, in sentences. */
  readonly notes: readonly string[];
}

/** Makes the key's entry; what it throws is why there is none. */
export function sourceKey(label: string, read: () => TrustEntry): SourceKey {
  try {
    return { label, entry: read() };
  } catch (error) {
    return { label, refusal: error instanceof Error ? error.message : String(error) };
  }
}

/** The keys of all, and every note once. */
export function joinContents(contents: readonly SourceContent[]): SourceContent {
  return {
    keys: contents.flatMap(({ keys }) => keys),
    notes: [...new Set(contents.flatMap(({ notes }) => notes))],
  };
}
