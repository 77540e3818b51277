import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRevocationStore, createTrustStore } from '@gapura/credentials';
import { createDemoIssuer, issueEuDcc } from '@gapura/credentials/issue';
import { trustEntryFromCertificate } from '@gapura/credentials/node';
import { parseRulePack, type RulePack } from '@gapura/screening';
import { describe, expect, it, vi } from 'vitest';
import { createScreening } from '../screening/index.ts';
import type { RulesAhead, Venue, VenueInForce } from '../venues/index.ts';
import { placeOf } from './check-in.ts';
import { findReview } from './open-review.ts';

const now = new Date('2021-12-06T02:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
const longest = minutes(15).toISOString();
const endsBy = minutes(120).toISOString();

const [issuer, stranger] = ['Dinas Kesehatan', 'Somebody'].map((name) =>
  createDemoIssuer({ country: 'ID', name, now }),
);
const store = createTrustStore([trustEntryFromCertificate(issuer?.certificatePem ?? '', { demo: false })]);
const findEntries = vi.fn<typeof store.findEntries>((...asked) => store.findEntries(...asked));
const screening = createScreening({
  trust: { store: { size: store.size, findEntries }, revocation: createRevocationStore([]), version: 1 },
  packs: () => [],
  exposuresOf: () => [],
});

/** Whoever is vaccinated is yellow, and anybody else red. */
function packOf(yellow: 'review' | 'refused', version = '1.0.0'): RulePack {
  const read = (file: string) =>
    JSON.parse(readFileSync(new URL(`../../../../rules/open/${file}.json`, import.meta.url), 'utf8')) as object;
  const texts = { id: 'Vaksin', en: 'Vaccination', ban: 'Vaksin' };
  const logic = { if: [{ var: 'vaccination' }, true, false] };
  const rules = [{ id: 'open.all', colour: 'yellow', texts, advice: texts, logic }];
  const admission = { green: 'admitted', yellow, red: 'refused', black: 'refused' };
  const parsed = parseRulePack({ ...read('pack'), version, admission, rules }, read('limits'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.pack;
}

function certificate(name: string, isForged: boolean): string {
  const issued = { co: 'ID', is: 'Dinas Kesehatan', ci: 'URN:UVCI:01:ID:1' };
  const vaccine = { tg: '840539006', vp: '1119349007', ma: 'Sinovac-Biotech', mp: 'CoronaVac' };
  const v = { ...issued, ...vaccine, dn: 1, sd: 2, dt: '2021-11-01' };
  return issueEuDcc({
    payload: { ver: '1.3.0', nam: { fn: name, fnt: name, gn: 'Uji', gnt: 'UJI' }, dob: '1990-05-17', v: [v] },
    key: createPrivateKey((isForged ? stranger : issuer)?.privateKeyPem ?? ''),
    keyId: issuer?.keyId ?? '',
    issuer: 'ID',
    issuedAt: minutes(-60),
    validUntil: minutes(1_000),
  });
}

const venue = { timeZone: 'Asia/Makassar', category: 'office' } as Venue;
const unchanged: RulesAhead = { changes: [], inForceAt: () => ({ level: null, rules: null }), key: '' };

async function reviewOf(certificates: readonly string[], rules: RulePack, ahead = unchanged) {
  const inForce: VenueInForce = { venue, level: null, rules, closing: null, ahead };
  const place = placeOf(inForce, 'visitor', now);
  const persons = certificates.map((text) => ({ credentials: [text] }));
  const screened = await screening.screenParty(persons, place);
  const outcomes = screened.map(({ admission }) => admission);
  const looked = findEntries.mock.calls.length;
  const review = findReview(screening, { inForce, screened, place, endsBy });
  return { outcomes, review, lookedAgain: findEntries.mock.calls.length - looked };
}

describe('a verdict that an officer may decide about', () => {
  it('is held without verifying anything a second time, forged or genuine', async () => {
    const forged = ['SATU', 'DUA'].map((name) => certificate(name, true));
    const before = findEntries.mock.calls.length;
    for (const rules of [packOf('refused'), packOf('review')]) {
      const { review, lookedAgain } = await reviewOf([...forged, certificate('TIGA', false)], rules);
      expect(review?.expiresAt).toBe(longest);
      expect(lookedAgain).toBe(0);
    }
    expect(findEntries.mock.calls.length).toBeGreaterThan(before);
  });

  it('belongs to the screening that made it', () => {
    const place = { now, timeZone: venue.timeZone, kind: 'visitor' as const, category: 'office', rules: null };
    expect(() => screening.heldUntil([], place, now)).toThrow(TypeError);
  });
});

describe('rules that are known to change', () => {
  const rules = packOf('review');
  const genuine = [certificate('TIGA', false)];
  const aheadOf = (after: RulesAhead['inForceAt'], ...at: number[]): RulesAhead => ({
    changes: at.map(minutes),
    inForceAt: after,
    key: 'ahead',
  });
  const same = { level: null, rules };

  it.each([
    ['another pack', { level: null, rules: packOf('review', '1.1.0') }],
    ['another level', { level: 3, rules }],
    ['no rules at all', { level: null, rules: null }],
  ])('end the review: %s', async (_name, after) => {
    const ahead = aheadOf((at) => (at < minutes(7) ? same : after), 3, 7, 9);
    const { outcomes, review } = await reviewOf(genuine, rules, ahead);
    expect(outcomes).toEqual(['review']);
    expect(review?.expiresAt).toBe(minutes(7).toISOString());
  });

  it('leave it as it is where they change later, or only a date inside them passes', async () => {
    const later = aheadOf(() => ({ level: 3, rules }), 16);
    expect((await reviewOf(genuine, rules, later)).review?.expiresAt).toBe(longest);
    const inside = aheadOf(() => same, 5);
    expect((await reviewOf(genuine, rules, inside)).review?.expiresAt).toBe(longest);
  });
});
