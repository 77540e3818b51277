import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '@gapura/credentials';
import { certificateFacts } from './examples/certificate.ts';
import { exemption, factsWith } from './examples/ordinary.ts';
import { outlookOf } from './outlook.ts';
import { screen, type ScreenOptions } from './screen.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));
const packs = ['id-denpasar-2021', 'id-2022-02', 'id-2022-07', 'eu-dcc'].map((name) => getPack(name, readJson));

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const horizonHours = 44 * 24;
const now = new Date('2022-08-01T02:20:00Z');
const dateAgo = (days: number) => new Date(now.getTime() - days * dayMs).toISOString().slice(0, 10);
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hourMs).toISOString();
const daysAgo = (min: number, max: number) => fc.integer({ min, max }).map(dateAgo);

/** Near the ends of all that is counted, so that short windows of green come up. */
const doses = fc
  .record({ dn: fc.integer({ min: 1, max: 3 }), dt: fc.oneof(daysAgo(-5, 16), daysAgo(80, 300)) })
  .map(({ dn, dt }) => ({ v: { dn, sd: Math.max(2, dn), dt } }));
const recoveries = fc
  .record({ fr: fc.oneof(daysAgo(0, 30), daysAgo(80, 95)), df: daysAgo(-8, 3), du: daysAgo(-30, -1) })
  .map((r) => ({ r }));
const tests = fc
  .record({
    tt: fc.constantFrom('LP6464-4', 'LP217198-3'),
    tr: fc.constantFrom('260415000', '260415000', '260373001'),
    sc: fc.oneof(fc.integer({ min: -30, max: 80 }), fc.integer({ min: 80, max: 300 })).map(hoursAgo),
  })
  .map((t) => ({ t }));
const validUntil = fc.option(fc.integer({ min: 1, max: 400 }).map((hours) => hoursAgo(-hours)));
const certificates = fc
  .tuple(fc.oneof(doses, recoveries, tests), validUntil)
  .map(([certificate, until]): Facts => ({ ...certificateFacts(certificate, ''), validUntil: until }));
const exemptions = daysAgo(-12, -1).map((validFrom) => factsWith({ exemptions: [exemption({ validFrom })] }));
const bornOn = fc
  .record({ years: fc.constantFrom(6, 12, 18, 30, 71), days: fc.integer({ min: -20, max: 20 }) })
  .map(({ years, days }) => `${2022 - years}${dateAgo(days).slice(4)}`);

const people = fc
  .record({
    facts: fc.array(fc.oneof({ weight: 9, arbitrary: certificates }, { weight: 1, arbitrary: exemptions }), {
      maxLength: 4,
    }),
    bornOn,
    exposures: fc.array(fc.record({ kind: fc.constantFrom('case' as const, 'contact' as const), on: daysAgo(0, 14) }), {
      maxLength: 1,
    }),
    category: fc.constantFrom('mall', 'hotel', 'government-office'),
    timeZone: fc.constantFrom('Asia/Makassar', 'Europe/Berlin', 'America/Sao_Paulo'),
  })
  .map(({ facts, ...person }) => ({
    ...person,
    level: 3,
    facts: facts.map((fact) => ({ ...fact, holder: { ...fact.holder, bornOn: person.bornOn } })),
  }));

function decisionAt(options: Omit<ScreenOptions, 'now'>, instant: Date) {
  const facts = options.facts.filter((fact) => fact.validUntil === null || Date.parse(fact.validUntil) >= +instant);
  const { colour, admission } = screen({ ...options, facts, now: instant });
  return { colour, isGreen: colour === 'green' && admission === 'admitted' };
}

type Found = ReturnType<typeof decisionAt>;

/** The first full hour from now at which it holds. */
function scan(options: Omit<ScreenOptions, 'now'>, holds: (found: Found) => boolean): number | null {
  for (let hour = 1; hour <= horizonHours; hour += 1) {
    const at = now.getTime() + hour * hourMs;
    if (holds(decisionAt(options, new Date(at)))) return at;
  }
  return null;
}

/** Never later than the scan finds it; earlier by less than an hour, or where it lasts for less than an hour. */
function expectFirst(found: string | null, scanned: number | null, holdsAt: (instant: Date) => boolean): void {
  expect(Date.parse(found ?? '9999-12-31')).toBeLessThanOrEqual(scanned ?? Infinity);
  if (found === null) return;
  expect(holdsAt(new Date(found))).toBe(true);
  expect(holdsAt(new Date(Date.parse(found) - 1000))).toBe(false);
}

describe.each(packs)('the outlook by $id', (rules) => {
  it('tells the first instant of green, and of no longer black, that a search hour by hour finds', () => {
    let [green, black] = [0, 0];
    const property = fc.property(people, (person) => {
      const options = { ...person, rules };
      const today = decisionAt(options, now);
      if (today.isGreen) return;
      const { greenFrom, afterBlack } = outlookOf({ ...options, now });
      expectFirst(
        greenFrom,
        scan(options, ({ isGreen }) => isGreen),
        (instant) => decisionAt(options, instant).isGreen,
      );
      green += greenFrom === null ? 0 : 1;
      expect(afterBlack === null || today.colour === 'black').toBe(true);
      if (today.colour !== 'black') return;
      const isNotBlack = ({ colour }: Found) => colour !== 'black';
      expectFirst(afterBlack?.from ?? null, scan(options, isNotBlack), (instant) =>
        isNotBlack(decisionAt(options, instant)),
      );
      expect(afterBlack?.colour).toBe(decisionAt(options, new Date(afterBlack?.from ?? '')).colour);
      black += 1;
    });
    fc.assert(property, { numRuns: 50 });
    expect(Math.min(green, black)).toBeGreaterThan(0);
  }, 60_000);
});
