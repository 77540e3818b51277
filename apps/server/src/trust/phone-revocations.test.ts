import { describe, expect, it, vi } from 'vitest';
import { findPhoneContent, replyForPhones } from './phone-revocations.ts';

const own = `uci:${'ab'.repeat(16)}`;
const empty = { isComplete: false, hashLists: [], ridLists: [], denied: [] };
const base64Of = (entries: number): string => Buffer.alloc(16 * entries).toString('base64');
const listOf = (entries: number) => ({
  hashLists: [{ keyId: 'AA==', kind: 'uci' as const, hashes: base64Of(entries) }],
});
const identifiers = (count: number) =>
  new Set(Array.from({ length: count }, (_, at) => `uci:${String(at).padStart(32, '0')}`));

describe('what phones hear of revocations', () => {
  it('is all of it where it is small, or where there is no signed list', () => {
    const forPhones = findPhoneContent({ ...listOf(3), denied: ['uci:1'] });
    expect(replyForPhones(new Set([own]), { forPhones })).toMatchObject({
      isComplete: true,
      ...listOf(3),
      denied: ['uci:1', own],
    });
    expect(replyForPhones(new Set([own]), null)).toEqual({ ...empty, isComplete: true, denied: [own] });
  });

  it('is the own cards alone where the signed list is too much, by itself or with them', () => {
    expect(findPhoneContent(listOf(25_000))).toBeNull();
    expect(findPhoneContent({ denied: [...identifiers(20_000)] })).toBeNull();
    expect(replyForPhones(new Set([own]), { forPhones: null })).toEqual({ ...empty, denied: [own] });
    const many = identifiers(6000);
    expect(replyForPhones(many, { forPhones: findPhoneContent(listOf(20_000)) })).toEqual({
      ...empty,
      denied: [...many],
    });
  });

  it('is of the own cards those revoked last, where even they are too many', () => {
    const many = [...identifiers(20_000)].toReversed();
    const reply = replyForPhones(new Set(many), null);
    const { length } = reply.denied;
    expect(length).toBeGreaterThan(12_000);
    expect(reply).toEqual({ ...empty, denied: many.slice(-length).toReversed() });
    const bytes = JSON.stringify(reply).length;
    expect(bytes).toBeLessThanOrEqual(512 * 1024);
    expect(bytes).toBeGreaterThan(512 * 1024 - 100);
    expect(replyForPhones(new Set(many), { forPhones: null })).toEqual(reply);
  });

  it('is reckoned without writing a long list once more', () => {
    const write = vi.spyOn(JSON, 'stringify');
    const denied = [...identifiers(20_000)];
    expect(findPhoneContent({ denied })).toBeNull();
    expect(
      findPhoneContent({ ridLists: [{ issuer: 'https://example.org', keyId: 'k', ctr: 1, rids: denied }] }),
    ).toBeNull();
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });
});
