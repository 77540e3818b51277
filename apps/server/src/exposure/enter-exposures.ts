import { uuidv7 } from 'uuidv7';
import type { Queryable } from '../database/pool.ts';
import { correctExposures, insertExposures, listStandingOf, lockExposures, type StandingRow } from './store.ts';

export interface Entry {
  readonly subject: string;
  readonly kind: 'case' | 'contact';
  readonly on: string;
}

export interface Entering {
  /** Who enters, and when. */
  readonly by: string | null;
  readonly at: Date;
  /** Whether an entry with an earlier date takes the place of a later one that stands. */
  readonly replace: boolean;
}

/** What was written, or which of the entries nothing was written for, because a later date stands. */
export type Entered =
  | { readonly is: 'entered'; readonly added: readonly StandingRow[]; readonly corrected: readonly StandingRow[] }
  | { readonly is: 'later-stands'; readonly indexes: readonly number[] };

/**
 * Keeps one entry per person and kind, so that ending it ends it: a later date takes the place of an earlier one. An
 * earlier one would free the person sooner, so it only does where that is asked for.
 */
export async function enterExposures(
  db: Queryable,
  entries: readonly Entry[],
  { by, at, replace }: Entering,
): Promise<Entered> {
  await lockExposures(db);
  const standing = new Map<string, StandingRow>();
  for (const row of await listStandingOf(
    db,
    entries.map(({ subject }) => subject),
  ))
    standing.set(keyOf(row), row);
  const latest = latestOf(entries);
  const tooEarly = latest.filter((entry) => !replace && entry.on < (standing.get(keyOf(entry))?.on ?? ''));
  if (tooEarly.length > 0) return { is: 'later-stands', indexes: tooEarly.map(({ index }) => index) };
  const corrected: StandingRow[] = [];
  const added: StandingRow[] = [];
  for (const { subject, kind, on } of latest) {
    const row = standing.get(keyOf({ subject, kind }));
    if (row === undefined) added.push({ id: uuidv7(), subject, kind, on });
    else if (row.on !== on) corrected.push({ ...row, on });
  }
  await insertExposures(db, added, { by, at });
  await correctExposures(db, corrected, { by, at });
  return { is: 'entered', added, corrected };
}

/** A list may name somebody more than once: only the latest date of a kind counts, and the order does not. */
function latestOf(entries: readonly Entry[]): readonly (Entry & { readonly index: number })[] {
  const latest = new Map<string, Entry & { readonly index: number }>();
  for (const [index, entry] of entries.entries()) {
    const other = latest.get(keyOf(entry));
    if (other === undefined || entry.on > other.on) latest.set(keyOf(entry), { ...entry, index });
  }
  return [...latest.values()];
}

function keyOf({ subject, kind }: Pick<Entry, 'subject' | 'kind'>): string {
  return `${subject} ${kind}`;
}
