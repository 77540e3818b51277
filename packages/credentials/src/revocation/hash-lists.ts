import type { Bytes } from '../bytes.ts';
import type { HashKind } from '../format.ts';
import { decodeLongBase64 } from '../long-base64.ts';
import { maxProbes, mayInclude, type BloomFilter } from './bloom-filter.ts';
import { assertPacked, findHash, includesHash, packHashes } from './packed-hashes.ts';
import { anySigner, type ExactHashList, type FilteredHashList } from './revocation-list.ts';
import type { RevocationSubject } from './revocation-store.ts';

type Includes = (hash: Bytes) => boolean;

const kinds: readonly HashKind[] = ['uci', 'country-uci', 'signature'];

/** @throws TypeError naming the list that cannot be used */
export function hashLookup(
  lists: readonly (ExactHashList | FilteredHashList)[],
): (subject: RevocationSubject) => boolean {
  const partitions = new Map<string, Includes[]>();
  for (const list of lists) {
    const key = `${list.keyId} ${list.kind}`;
    partitions.set(key, [...(partitions.get(key) ?? []), openList(list)]);
  }
  return ({ keyId, identifiers }) =>
    identifiers.some((identifier) => {
      const { kind, hash } = splitIdentifier(identifier) ?? {};
      if (hash === undefined) return false;
      return [keyId, anySigner].some((signer) =>
        partitions.get(`${signer} ${kind}`)?.some((includes) => includes(hash)),
      );
    });
}

function openList(list: ExactHashList | FilteredHashList): Includes {
  try {
    if (!kinds.includes(list.kind)) throw new TypeError('unknown kind of hash');
    if ('hashes' in list) {
      const packed = decodePacked(list.hashes);
      return (hash) => includesHash(packed, hash);
    }
    const filter = decodeFilter(list);
    const exceptions = decodePacked(list.exceptions);
    return (hash) => mayInclude(filter, hash) && !includesHash(exceptions, hash);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`revocation list of ${list.keyId}: ${reason}`, { cause });
  }
}

function decodePacked(text: string): Bytes {
  const packed = decodeLongBase64(text, 'base64');
  assertPacked(packed);
  return packed;
}

function decodeFilter({ filter, probes }: FilteredHashList): BloomFilter {
  if (!(Number.isSafeInteger(probes) && probes >= 1 && probes <= maxProbes)) {
    throw new TypeError(`a filter has 1 to ${maxProbes} probes`);
  }
  return { bits: decodeLongBase64(filter, 'base64'), probes };
}

/** @throws TypeError where an identifier is malformed */
export function deniedLookup(denied: readonly string[]): (subject: RevocationSubject) => boolean {
  const hexByKind = new Map<HashKind, string[]>();
  for (const identifier of denied) {
    const { kind, hex } = splitAtKind(identifier);
    if (kind === undefined) throw new TypeError('a denied identifier is malformed');
    const others = hexByKind.get(kind);
    if (others === undefined) hexByKind.set(kind, [hex]);
    else others.push(hex);
  }
  const partitions = new Map([...hexByKind].map(([kind, hashes]) => [kind, packDenied(hashes)]));
  return ({ identifiers }) =>
    identifiers.some((identifier) => {
      const found = splitIdentifier(identifier);
      const packed = found === undefined ? undefined : partitions.get(found.kind);
      return found !== undefined && packed !== undefined && includesHash(packed, found.hash);
    });
}

function packDenied(hashes: readonly string[]): Bytes {
  try {
    return packHashes(hashes);
  } catch (cause) {
    throw new TypeError('a denied identifier is malformed', { cause });
  }
}

/** `kind:hex` as in `Facts`; undefined where it is not of that form. */
export function splitIdentifier(identifier: string): { kind: HashKind; hex: string; hash: Bytes } | undefined {
  const { kind, hex } = splitAtKind(identifier);
  const hash = findHash(hex);
  return kind === undefined || hash === undefined ? undefined : { kind, hex, hash };
}

function splitAtKind(identifier: string): { kind: HashKind | undefined; hex: string } {
  const at = identifier.indexOf(':');
  const name = identifier.slice(0, at);
  return { kind: kinds.find((candidate) => candidate === name), hex: identifier.slice(at + 1) };
}
