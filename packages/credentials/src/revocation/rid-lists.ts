import type { RevocationSubject } from './revocation-store.ts';
import type { RidList } from './revocation-list.ts';

/** Cards issued before this instant are revoked; infinite: all of that identifier. */
type RevokedBeforeMs = number;

/** The specification allows 24 base64url characters, and whole seconds after the point. */
const ridPattern = /^([A-Za-z0-9_-]{1,24})(?:\.(\d{1,12}))?$/u;

/** @throws TypeError naming the list that cannot be used */
export function ridLookup(lists: readonly RidList[]): (subject: RevocationSubject) => boolean {
  const newest = new Map<string, RidList>();
  for (const list of lists) {
    const key = keyOf(list);
    if (!Number.isSafeInteger(list.ctr)) throw new TypeError(`revocation list of ${key}: ctr must be a whole number`);
    const found = newest.get(key);
    if (found === undefined || found.ctr < list.ctr) newest.set(key, list);
    // Of two that both claim to be the newest, neither may be forgotten.
    else if (found.ctr === list.ctr) newest.set(key, { ...list, rids: [...found.rids, ...list.rids] });
  }
  const revoked = new Map([...newest].map(([key, list]) => [key, readRids(list)]));
  return (subject) => {
    const { revocationId } = subject;
    if (revocationId === null) return false;
    const beforeMs = revoked.get(keyOf(subject))?.get(revocationId.id);
    return beforeMs !== undefined && revocationId.issuedAtMs < beforeMs;
  };
}

function keyOf({ issuer, keyId }: { readonly issuer: string; readonly keyId: string }): string {
  return `${issuer} ${keyId}`;
}

function readRids(list: RidList): ReadonlyMap<string, RevokedBeforeMs> {
  const revoked = new Map<string, RevokedBeforeMs>();
  for (const text of list.rids) {
    const [, rid, seconds] = ridPattern.exec(text) ?? [];
    if (rid === undefined) throw new TypeError(`revocation list of ${keyOf(list)}: a rid is malformed`);
    const beforeMs = seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000;
    revoked.set(rid, Math.max(beforeMs, revoked.get(rid) ?? 0));
  }
  return revoked;
}
