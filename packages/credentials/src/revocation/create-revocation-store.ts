import { deniedLookup, hashLookup } from './hash-lists.ts';
import type { RevocationList } from './revocation-list.ts';
import type { RevocationStore } from './revocation-store.ts';
import { ridLookup } from './rid-lists.ts';

/**
 * Opens lists of revoked credentials for looking up; all of them count. An exact list of DCC hashes takes 16 bytes of
 * memory an entry, a filter as much as its bits, and a look-up some microseconds among a million entries.
 * @throws TypeError naming a list that cannot be used: that is a mistake of its maker
 */
export function createRevocationStore(lists: readonly RevocationList[]): RevocationStore {
  const isRidRevoked = ridLookup(lists.flatMap(({ ridLists = [] }) => ridLists));
  const isHashRevoked = hashLookup(lists.flatMap(({ hashLists = [] }) => hashLists));
  const isDenied = deniedLookup(lists.flatMap(({ denied = [] }) => denied));
  return {
    find(subject) {
      const isRevoked = subject.scheme === 'hcert' ? isHashRevoked : isRidRevoked;
      if (isRevoked(subject)) return 'revoked';
      return isDenied(subject) ? 'denied' : undefined;
    },
  };
}

/** One store that asks several in their order. */
export function joinRevocationStores(stores: readonly RevocationStore[]): RevocationStore {
  return {
    find(subject) {
      for (const store of stores) {
        const found = store.find(subject);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
