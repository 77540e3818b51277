import { findMember } from '../json.ts';
import { createTrustStore, type TrustEntry } from '../trust/trust-store.ts';
import type { Environment, SignedListType } from './signed-list.ts';

const maxEntries = 100_000;

/** @throws TypeError that names the member which is not as it must be */
export function assertListContent(list: unknown, type: SignedListType, environment: Environment): void {
  if (type === 'revocation-list') return assertRevocationMembers(list);
  assertTrustEntries(findMember(list, 'entries'), environment);
  if (!isAbsentOrListOf(findMember(list, 'removed'), isText)) throw new TypeError('removed must be a list');
}

/** @throws TypeError that names the entry */
export function assertTrustEntries(entries: unknown, environment: Environment): void {
  if (!Array.isArray(entries) || entries.length > maxEntries) throw new TypeError('entries must be a list');
  for (const entry of entries as unknown[]) assertTrustEntry(entry);
  createTrustStore(entries as TrustEntry[], { environment });
}

const textMembers = ['scheme', 'keyId', 'issuer', 'country', 'name', 'spki', 'algorithm'] as const;

function assertTrustEntry(entry: unknown): void {
  for (const member of textMembers) {
    if (typeof findMember(entry, member) !== 'string') throw new TypeError(`${member} of an entry must be a text`);
  }
  // The members above are there, so the entry is an object.
  const members = entry as Readonly<Record<string, unknown>>;
  for (const member of ['notBefore', 'notAfter']) {
    const value = members[member];
    if (value !== null && typeof value !== 'string') throw new TypeError(`${member} of an entry must be an instant`);
  }
  const usages = members['usages'];
  if (usages !== null && !isListOf(usages, isText)) throw new TypeError('usages of an entry must be a list');
  if (typeof members['demo'] !== 'boolean') throw new TypeError('demo of an entry must be true or false');
}

function assertRevocationMembers(list: unknown): void {
  const isKnown =
    isAbsentOrListOf(findMember(list, 'hashLists'), isHashList) &&
    isAbsentOrListOf(findMember(list, 'ridLists'), isRidList) &&
    isAbsentOrListOf(findMember(list, 'denied'), isText);
  if (!isKnown) throw new TypeError('hashLists, ridLists and denied must be lists');
}

function isHashList(value: unknown): boolean {
  const isOfKey = hasTexts(value, ['keyId', 'kind']);
  const isFiltered = hasTexts(value, ['filter', 'exceptions']) && typeof findMember(value, 'probes') === 'number';
  return isOfKey && (hasTexts(value, ['hashes']) || isFiltered);
}

function isRidList(value: unknown): boolean {
  const hasCounter = typeof findMember(value, 'ctr') === 'number';
  return hasCounter && hasTexts(value, ['issuer', 'keyId']) && isListOf(findMember(value, 'rids'), isText);
}

function hasTexts(value: unknown, members: readonly string[]): boolean {
  return members.every((member) => isText(findMember(value, member)));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isAbsentOrListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return value === undefined || isListOf(value, isItem);
}
