import type { RevocationsReply } from '@gapura/contract';
import { createRevocationStore, type RevocationStore } from '@gapura/credentials';
import { api, ApiProblem } from '../api/index.ts';
import { answerStore } from '../offline/index.ts';
import { patience, soonOrKept } from './soon-or-kept.ts';

/** What is revoked, as this device knows it. */
export interface Revocations {
  readonly fetchedAt: string;
  /** Whether the gates know of nothing more. */
  readonly isComplete: boolean;
  /** Hits are revoked for certain. */
  readonly exact: RevocationStore;
  /** A filter's hits: revoked to the gates too, which cannot ask anybody either, but few of them are not. */
  readonly filtered: RevocationStore;
}

interface KeptReply {
  readonly reply: RevocationsReply;
  readonly fetchedAt: string;
}

const storeKey = 'revocations';

/**
 * Asks the server, and takes what it said last where it cannot be reached; null where nothing is known. However old,
 * it goes on revoking: nothing that was revoked comes back.
 */
export async function findRevocations(now: Date): Promise<Revocations | null> {
  const kept = await fetchReply(now);
  return kept === undefined ? null : openRevocations(kept.reply, kept.fetchedAt);
}

async function fetchReply(now: Date): Promise<KeptReply | undefined> {
  const kept = await answerStore.find<KeptReply>(storeKey);
  const asked = askReply(now).catch((error: unknown) => {
    if (error instanceof ApiProblem) return kept;
    throw error;
  });
  return kept === undefined ? asked : soonOrKept(asked, kept, patience());
}

async function askReply(now: Date): Promise<KeptReply> {
  const fresh = { reply: await api.send<RevocationsReply>('GET', '/revocations'), fetchedAt: now.toISOString() };
  await answerStore.put(storeKey, fresh);
  return fresh;
}

export function openRevocations(
  { isComplete, hashLists, ridLists, denied }: RevocationsReply,
  fetchedAt: string,
): Revocations {
  const isFilter = (list: (typeof hashLists)[number]): boolean => 'filter' in list;
  return {
    fetchedAt,
    isComplete,
    exact: createRevocationStore([{ hashLists: hashLists.filter((list) => !isFilter(list)), ridLists, denied }]),
    filtered: createRevocationStore([{ hashLists: hashLists.filter(isFilter) }]),
  };
}
