import type { TrustEntry } from '@gapura/contract';
import { api } from '../api/index.ts';
import { answerStore } from '../offline/index.ts';
import { findRevocations, type Revocations } from './revocations.ts';
import { patience, soonOrKept } from './soon-or-kept.ts';

/** What this device verifies with. */
export interface Issuers {
  /** The issuers that are accepted here. */
  readonly entries: readonly TrustEntry[];
  /** When the server gave the list. */
  readonly fetchedAt: string;
  /** Null where nothing is known of them. */
  readonly revocations: Revocations | null;
}

interface KeptList extends Pick<Issuers, 'entries' | 'fetchedAt'> {
  /** Where the list says itself how long it counts. */
  readonly staleUntil?: string | undefined;
}

const storeKey = 'issuers';
/** How long a list counts that does not say so itself. An issuer's key may be stolen meanwhile. */
const keptForMs = 30 * 86_400_000;

/**
 * Asks the server for the lists, and takes the last ones where it cannot be reached or keeps the person waiting.
 * @throws ApiProblem where this device has no list of issuers either, or one whose time is over
 */
export async function getIssuers(now: Date): Promise<Issuers> {
  const [{ entries, fetchedAt }, revocations] = await Promise.all([getList(now), findRevocations(now)]);
  return { entries, fetchedAt, revocations };
}

async function getList(now: Date): Promise<KeptList> {
  const kept = await answerStore.find<KeptList>(storeKey);
  const asked = askList(now);
  return kept === undefined || isOver(kept, now) ? asked : soonOrKept(asked, kept, patience());
}

async function askList(now: Date): Promise<KeptList> {
  const { entries, staleUntil } = await api.trustList();
  const fresh: KeptList = { entries, fetchedAt: now.toISOString(), staleUntil };
  await answerStore.put(storeKey, fresh);
  return fresh;
}

export function isOver({ fetchedAt, staleUntil }: Omit<KeptList, 'entries'>, now: Date): boolean {
  const end = staleUntil === undefined ? Date.parse(fetchedAt) + keptForMs : Date.parse(staleUntil);
  return now.getTime() >= end;
}
