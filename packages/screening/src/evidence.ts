import type { Dose, Facts, Recovery, TestResult } from '@gapura/credentials';
import { dateIn, daysBetween, isCalendarDate, monthsBetween } from './calendar.ts';

/** What rules may ask about a person: the input of their logic, documented in `rules/README.md`. */
export interface Evidence {
  readonly today: string;
  readonly now: string;
  readonly vaccination: Vaccination | null;
  readonly recovery: { readonly daysSince: number; readonly monthsSince: number } | null;
  readonly positiveTest: Sample | null;
  readonly negativeTest: Sample | null;
  readonly negativePcr: Sample | null;
  readonly negativeAntigen: Sample | null;
}

interface Vaccination {
  /** The highest dose number on record. */
  readonly number: number;
  readonly complete: boolean;
  readonly daysSinceLatest: number;
  readonly daysSinceComplete: number | null;
}

interface Sample {
  readonly sampledAt: string;
  readonly daysSince: number;
}

/** Every path that the logic of a rule may read. */
export const evidencePaths: ReadonlySet<string> = new Set([
  'today',
  'now',
  ...pathsOf('vaccination', ['number', 'complete', 'daysSinceLatest', 'daysSinceComplete']),
  ...pathsOf('recovery', ['daysSince', 'monthsSince']),
  ...['positiveTest', 'negativeTest', 'negativePcr', 'negativeAntigen'].flatMap((name) =>
    pathsOf(name, ['sampledAt', 'daysSince']),
  ),
]);

function pathsOf(name: string, members: readonly string[]): string[] {
  return [name, ...members.map((member) => `${name}.${member}`)];
}

interface EvidenceOptions {
  readonly facts: readonly Facts[];
  readonly targetDisease: string;
  readonly now: Date;
  readonly timeZone: string;
}

/** Sums up what the facts of one person say at an instant. What is dated in the future does not count. */
export function evidenceOf({ facts, targetDisease, now, timeZone }: EvidenceOptions): Evidence {
  const today = dateIn(timeZone, now);
  const about = (entry: { targetDisease: string }) => entry.targetDisease === targetDisease;
  const tests = facts.flatMap((fact) => fact.tests).filter((test) => about(test) && isTaken(test, now));
  const newest = (wanted: (test: TestResult) => boolean) => newestSample(tests.filter(wanted), today, timeZone);
  return {
    today,
    now: now.toISOString(),
    vaccination: vaccinationOf(facts.flatMap((fact) => fact.doses).filter(about), today),
    recovery: recoveryOf(facts.flatMap((fact) => fact.recoveries).filter(about), today),
    positiveTest: newest(({ result }) => result === 'positive'),
    negativeTest: newest(({ result }) => result === 'negative'),
    negativePcr: newest(({ result, kind }) => result === 'negative' && kind === 'pcr'),
    negativeAntigen: newest(({ result, kind }) => result === 'negative' && kind === 'antigen'),
  };
}

/** Two doses are a series, and so are n of n: one vaccine needs a single dose, and a booster may count as 2 of 1. */
function completesSeries({ number, of }: Dose): boolean {
  return number >= 2 || number >= of;
}

function vaccinationOf(doses: readonly Dose[], today: string): Vaccination | null {
  const given = doses.filter(({ givenOn }) => isCalendarDate(givenOn) && givenOn <= today);
  if (given.length === 0) return null;
  const daysSince = ({ givenOn }: Dose) => daysBetween(givenOn, today);
  const completing = given.filter(completesSeries);
  return {
    number: Math.max(...given.map(({ number }) => number)),
    complete: completing.length > 0,
    daysSinceLatest: Math.min(...given.map(daysSince)),
    daysSinceComplete: completing.length > 0 ? Math.max(...completing.map(daysSince)) : null,
  };
}

/** Counted from the first positive test: no credential tells the day of recovery. */
function recoveryOf(recoveries: readonly Recovery[], today: string): Evidence['recovery'] {
  const positives = recoveries
    .filter((recovery) => isCalendarDate(recovery.firstPositiveOn) && isValidOn(recovery, today))
    .map(({ firstPositiveOn }) => firstPositiveOn);
  if (positives.length === 0) return null;
  return {
    daysSince: Math.min(...positives.map((date) => daysBetween(date, today))),
    monthsSince: Math.min(...positives.map((date) => monthsBetween(date, today))),
  };
}

function isValidOn({ firstPositiveOn, validFrom, validUntil }: Recovery, today: string): boolean {
  return firstPositiveOn <= today && validFrom <= today && today <= validUntil;
}

function isTaken({ sampledAt }: TestResult, now: Date): boolean {
  return Date.parse(sampledAt) <= now.getTime();
}

function newestSample(tests: readonly TestResult[], today: string, timeZone: string): Sample | null {
  if (tests.length === 0) return null;
  const sampled = new Date(Math.max(...tests.map(({ sampledAt }) => Date.parse(sampledAt))));
  return { sampledAt: sampled.toISOString(), daysSince: daysBetween(dateIn(timeZone, sampled), today) };
}
