import type { TrustEntry } from '@gapura/credentials';
import type { SourceContent } from '@gapura/credentials/node';

/** What became of one source's keys. */
export interface GatheredSource {
  readonly name: string;
  readonly accepted: number;
  readonly removed: number;
  /** Given by an earlier source already, which holds. */
  readonly repeated: number;
  readonly refused: readonly { readonly label: string; readonly refusal: string }[];
  readonly notes: readonly string[];
}

export interface Gathered {
  readonly entries: readonly TrustEntry[];
  readonly sources: readonly GatheredSource[];
}

/** Joins the keys of all sources. Keys that merely share their identifier all stay. */
export function gatherEntries(
  sources: readonly { readonly name: string; readonly content: SourceContent }[],
  removed: readonly string[],
): Gathered {
  const entries = new Map<string, TrustEntry>();
  const out = new Set(removed);
  const gathered = sources.map(({ name, content }) => {
    const counts = { accepted: 0, removed: 0, repeated: 0 };
    for (const { entry } of content.keys.filter((key) => 'entry' in key)) {
      const { scheme, keyId, issuer, spki } = entry;
      const key = [scheme, keyId, issuer, spki].join(' ');
      if (out.has(keyId) || out.has(`${scheme} ${keyId}`)) {
        counts.removed += 1;
      } else if (entries.has(key)) {
        counts.repeated += 1;
      } else {
        entries.set(key, entry);
        counts.accepted += 1;
      }
    }
    return { name, ...counts, refused: content.keys.filter((key) => 'refusal' in key), notes: content.notes };
  });
  return { entries: [...entries.values()], sources: gathered };
}
