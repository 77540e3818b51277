import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { RevocationsReply } from '@gapura/contract';
import type { RevocationList } from '@gapura/credentials';
import type { Trust } from './trust.ts';

/** A phone fetches this over a bad network, and keeps it. */
const maxBytes = 512 * 1024;

export type PhoneContent = Required<RevocationList>;

interface Listed {
  /** Null where it is too much for a phone. */
  readonly forPhones: PhoneContent | null;
}

const nothing: PhoneContent = { hashLists: [], ridLists: [], denied: [] };

/** What phones get of a signed list; null where the list alone is too much. */
export function findPhoneContent({ hashLists = [], ridLists = [], denied = [] }: RevocationList): PhoneContent | null {
  const content = { hashLists, ridLists, denied };
  return isSmall(content) ? content : null;
}

/** The lengths of the texts mostly tell it, before the whole is written once more. */
function isSmall(content: PhoneContent): boolean {
  return leastBytesOf(content) <= maxBytes && bytesOf(content) <= maxBytes;
}

function leastBytesOf({ hashLists, ridLists, denied }: PhoneContent): number {
  const sum = (texts: readonly string[]) => texts.reduce((bytes, { length }) => bytes + length, 0);
  const hashes = hashLists.map((list) => ('hashes' in list ? list.hashes : list.filter));
  return ridLists.reduce((bytes, { rids }) => bytes + sum(rids), sum(hashes) + sum(denied));
}

const bytesOf = (content: object | string): number => Buffer.byteLength(JSON.stringify(content));

/**
 * All of it, or of the own cards alone the newest that fit.
 * @param own in the order in which they were revoked
 */
export function replyForPhones(own: ReadonlySet<string>, listed: Listed | null): RevocationsReply {
  const content = listed === null ? nothing : listed.forPhones;
  // Sorted, so that all server processes give the same reply with the same tag.
  if (content !== null) {
    const all = replyOf({ ...content, denied: [...content.denied, ...[...own].toSorted()] }, true);
    if (isSmall(all)) return all;
  }
  return replyOf({ ...nothing, denied: newestThatFit([...own]).toSorted() }, false);
}

function newestThatFit(own: readonly string[]): readonly string[] {
  let bytes = bytesOf(replyOf(nothing, false));
  const after = own.findLastIndex((identifier) => {
    bytes += bytesOf(identifier) + 1;
    return bytes > maxBytes;
  });
  return own.slice(after + 1);
}

function replyOf({ hashLists, ridLists, denied }: PhoneContent, isComplete: boolean): RevocationsReply {
  return {
    isComplete,
    hashLists: [...hashLists],
    ridLists: ridLists.map((list) => ({ ...list, rids: [...list.rids] })),
    denied: [...denied],
  };
}

interface PackedReply {
  readonly etag: string;
  readonly type: string;
  readonly gzipped: Buffer;
}

/** The reply, made anew only where something else is revoked. */
export function rememberPhoneRevocations(
  trust: Trust,
  lists: { findSignedRevocations(): Listed | null },
): () => PackedReply {
  let known: { readonly version: number; readonly packed: PackedReply } | undefined;
  return () => {
    const { version } = trust;
    if (known?.version !== version) {
      known = { version, packed: pack(replyForPhones(trust.denied, lists.findSignedRevocations())) };
    }
    return known.packed;
  };
}

function pack(reply: RevocationsReply): PackedReply {
  const body = JSON.stringify(reply);
  const digest = createHash('sha256').update(body).digest('base64url');
  return { etag: `"${digest.slice(0, 22)}"`, type: 'application/json; charset=utf-8', gzipped: gzipSync(body) };
}
