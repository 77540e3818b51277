import type { HashKind } from '../format.ts';
import { createBloomFilter, mayInclude } from './bloom-filter.ts';
import { findHash, includesHash, packHashes } from './packed-hashes.ts';
import type { Revocations } from './read-revocation-source.ts';
import type { ExactHashList, FilteredHashList, RevocationList, RidList } from './revocation-list.ts';

export interface CompileRevocationsOptions {
  /** Makes Bloom filters that err at this rate, in the place of exact lists. Null: exact lists. */
  readonly falsePositiveRate: number | null;
  /** Identifiers (`uci:` and hex, …) of genuine credentials that a filter must not hit. */
  readonly genuine: readonly string[];
}

/** Joins what several sources revoke into one list. @throws TypeError where a hash is malformed */
export function compileRevocations(
  sources: readonly Revocations[],
  { falsePositiveRate, genuine }: CompileRevocationsOptions,
): RevocationList {
  const groups = new Map<string, { keyId: string; kind: HashKind; hashes: string[] }>();
  for (const { keyId, kind, hash } of sources.flatMap(({ hashes }) => hashes)) {
    const key = `${keyId} ${kind}`;
    const group = groups.get(key) ?? { keyId, kind, hashes: [] };
    group.hashes.push(hash);
    groups.set(key, group);
  }
  const hashLists = [...groups.values()].map(({ keyId, kind, hashes }) => {
    const packed = packHashes(hashes);
    if (falsePositiveRate === null) return { keyId, kind, hashes: toBase64(packed) };
    return filterOf(packed, { keyId, kind, falsePositiveRate, genuine });
  });
  const denied = [...new Set(sources.flatMap((source) => source.denied))].toSorted();
  return { hashLists, ridLists: newestOf(sources.flatMap(({ ridLists }) => ridLists)), denied };
}

function filterOf(
  packed: Uint8Array,
  { keyId, kind, falsePositiveRate, genuine }: FilterOptions,
): ExactHashList | FilteredHashList {
  const filter = createBloomFilter(packed, falsePositiveRate);
  const exceptions = genuine.flatMap((identifier) => {
    const hex = identifier.startsWith(`${kind}:`) ? identifier.slice(kind.length + 1) : '';
    const hash = findHash(hex);
    return hash !== undefined && mayInclude(filter, hash) && !includesHash(packed, hash) ? [hex] : [];
  });
  const bits = toBase64(filter.bits);
  return { keyId, kind, filter: bits, probes: filter.probes, exceptions: toBase64(packHashes(exceptions)) };
}

interface FilterOptions {
  readonly keyId: string;
  readonly kind: HashKind;
  readonly falsePositiveRate: number;
  readonly genuine: readonly string[];
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Of several files of one key the one with the highest counter. */
function newestOf(lists: readonly RidList[]): RidList[] {
  const newest = new Map<string, RidList>();
  for (const list of lists) {
    const key = `${list.issuer} ${list.keyId}`;
    if ((newest.get(key)?.ctr ?? -1) < list.ctr) newest.set(key, list);
  }
  return [...newest.values()];
}
