import type { Facts } from '@gapura/credentials';
import { literalsOf, type Literals } from './literals.ts';
import { midnightsAfter, searchDays } from './midnights.ts';
import type { RulePack } from './rule-pack.ts';
import type { ScreenOptions } from './screen.ts';
import { startOfDay } from './start-of-day.ts';

const secondMs = 1000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Search extends ScreenOptions {
  /** Instants at which something else changes. */
  readonly changes?: readonly Date[];
}

/**
 * The instants at which a decision can change, in their order. Of the next 45 days: midnights, where everything begins
 * and ends that is counted in days, months or years; the ages of a test that the rules name; ends of credentials. Of any
 * time: where rules begin and end, and the given changes.
 */
export function instantsAhead(options: Search): Date[] {
  const { rules, now, timeZone, changes = [] } = options;
  if (rules === null) return [];
  const literals = literalsOf(rules);
  const [from, until] = [now.getTime(), now.getTime() + searchDays * dayMs];
  const counted = [
    ...midnightsOf(options, rules),
    ...options.facts.flatMap((facts) => instantsOf(facts, rules, literals)),
    ...literals.instants,
  ].filter((instant) => instant <= until);
  const begins = literals.dates.map((date) => startOfDay(timeZone, date).getTime());
  const ahead = [...counted, ...begins, ...changes.map(Number)].filter((instant) => instant > from);
  return [...new Set(ahead)].toSorted((one, other) => one - other).map((instant) => new Date(instant));
}

/** Where nothing is dated, days alone change nothing. Published rules count the days of a certificate in UTC. */
function midnightsOf({ facts, exposures = [], bornOn = '', now, timeZone }: Search, rules: RulePack): number[] {
  const hasDates = facts.length > 0 || exposures.length > 0 || bornOn !== '';
  const inUtc = rules.businessRules !== null && facts.some(({ dcc }) => dcc !== undefined);
  const midnights = [...(hasDates ? midnightsAfter(now, timeZone) : []), ...(inUtc ? midnightsAfter(now, 'UTC') : [])];
  return midnights.map((midnight) => midnight.getTime());
}

/** The first second after a credential has ended, and when a test is as old as a number in the rules says. */
function instantsOf({ tests, validUntil }: Facts, { businessRules }: RulePack, { numbers }: Literals): number[] {
  const ends = validUntil === null ? [] : [(Math.floor(Date.parse(validUntil) / secondMs) + 1) * secondMs];
  const ages = [0, ...numbers].flatMap((age) => [age * hourMs, ...(businessRules === null ? [] : [age * dayMs])]);
  return [...ends, ...tests.flatMap(({ sampledAt }) => ages.map((age) => Date.parse(sampledAt) + age))];
}
