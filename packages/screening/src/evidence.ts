import type { Dose, Exemption, Facts, Recovery, TestResult } from '@gapura/credentials';
import { judgeAll, type BusinessRules, type Judgement } from './business-rules/index.ts';
import { ageOn, dateIn, daysBetween, hoursBetween, isCalendarDate, monthsBetween } from './calendar.ts';
import type { Exposure } from './exposure.ts';

/** What rules may ask about a person: the input of their logic, documented in `rules/README.md`. */
export interface Evidence {
  readonly today: string;
  readonly now: string;
  /** Completed years, counted for the last day on which the holder may be born; 0 where no birth date is known. */
  readonly age: number;
  readonly ageKnown: boolean;
  readonly kind: PersonKind;
  readonly category: string | null;
  readonly level: number | null;
  /** Whether somebody of the same party is green without being accompanied. */
  readonly accompanied: boolean;
  readonly vaccination: Vaccination | null;
  readonly recovery: { readonly daysSince: number; readonly monthsSince: number } | null;
  readonly exemption: { readonly validFrom: string } | null;
  readonly positiveTest: Sample | null;
  readonly negativeTest: Sample | null;
  readonly negativePcr: Sample | null;
  readonly negativeAntigen: Sample | null;
  readonly case: CaseEvidence | null;
  readonly contact: { readonly daysSince: number } | null;
  /** What the pack's published rules say of the EU certificates; null without such rules or such a certificate. */
  readonly businessRules: Judgement | null;
}

export type PersonKind = 'visitor' | 'employee';

interface Vaccination {
  /** The highest dose number on record. */
  readonly number: number;
  readonly complete: boolean;
  readonly boosted: boolean;
  readonly daysSinceLatest: number;
  readonly daysSinceComplete: number | null;
}

interface Sample {
  readonly sampledAt: string;
  readonly daysSince: number;
  readonly hoursSince: number;
}

interface CaseEvidence {
  /** Days since the laboratory result, which is day 0. */
  readonly daysSince: number;
  /** The day of the newest negative test, counted from the result; null without one after it. */
  readonly exitTestDay: number | null;
}

/** Every path that the logic of a rule may read. */
export const evidencePaths: ReadonlySet<string> = new Set([
  'today',
  'now',
  'age',
  'ageKnown',
  'kind',
  'category',
  'level',
  'accompanied',
  ...pathsOf('vaccination', ['number', 'complete', 'boosted', 'daysSinceLatest', 'daysSinceComplete']),
  ...pathsOf('recovery', ['daysSince', 'monthsSince']),
  ...pathsOf('exemption', ['validFrom']),
  ...['positiveTest', 'negativeTest', 'negativePcr', 'negativeAntigen'].flatMap((name) =>
    pathsOf(name, ['sampledAt', 'daysSince', 'hoursSince']),
  ),
  ...pathsOf('case', ['daysSince', 'exitTestDay']),
  ...pathsOf('contact', ['daysSince']),
  ...pathsOf('businessRules', ['accepted', 'open', 'failed', 'undecided']),
]);

function pathsOf(name: string, members: readonly string[]): string[] {
  return [name, ...members.map((member) => `${name}.${member}`)];
}

/** Who is asked about, where and when. */
export interface Circumstances {
  readonly now: Date;
  /** The venue's; days begin and end there. */
  readonly timeZone: string;
  readonly kind?: PersonKind;
  /** The venue's category, and the level in force in its area. */
  readonly category?: string;
  readonly level?: number | null;
  /** Known to the health authority. */
  readonly exposures?: readonly Exposure[];
  /** What a person without a credential says, as `YYYY-MM-DD`; a credential's own date counts first. */
  readonly bornOn?: string;
  readonly accompanied?: boolean;
}

interface EvidenceOptions extends Circumstances {
  readonly facts: readonly Facts[];
  readonly targetDisease: string;
  readonly businessRules?: BusinessRules | null;
}

/** Sums up what the facts of one person say at an instant. What is dated in the future does not count. */
export function evidenceOf(options: EvidenceOptions): Evidence {
  const { facts, targetDisease, businessRules = null, now, timeZone } = options;
  const today = dateIn(timeZone, now);
  const about = (entry: { targetDisease: string }) => entry.targetDisease === targetDisease;
  const tests = facts.flatMap((fact) => fact.tests).filter((test) => about(test) && isTaken(test, now));
  const newest = (wanted: (test: TestResult) => boolean) => newestSample(tests.filter(wanted), today, options);
  const negativeTest = newest(({ result }) => result === 'negative');
  const age = findAge(options, today);
  return {
    today,
    now: now.toISOString(),
    age: age ?? 0,
    ageKnown: age !== null,
    kind: options.kind ?? 'visitor',
    category: options.category ?? null,
    level: options.level ?? null,
    accompanied: options.accompanied ?? false,
    vaccination: vaccinationOf(facts.flatMap((fact) => fact.doses).filter(about), today),
    recovery: recoveryOf(facts.flatMap((fact) => fact.recoveries).filter(about), today),
    exemption: exemptionOf(facts.flatMap((fact) => fact.exemptions).filter(about), today),
    positiveTest: newest(({ result }) => result === 'positive'),
    negativeTest,
    negativePcr: newest(({ result, kind }) => result === 'negative' && kind === 'pcr'),
    negativeAntigen: newest(({ result, kind }) => result === 'negative' && kind === 'antigen'),
    case: caseOf(options, today, negativeTest),
    contact: contactOf(options, today),
    businessRules: businessRules === null ? null : judgeAll(businessRules, happenedBy(now, today, facts), now),
  };
}

/** Credentials about something that lies ahead do not count yet. */
function happenedBy(now: Date, today: string, facts: readonly Facts[]): Facts[] {
  return facts.filter(
    ({ doses, tests, recoveries }) =>
      doses.some(({ givenOn }) => givenOn <= today) ||
      tests.some((test) => isTaken(test, now)) ||
      recoveries.some(({ firstPositiveOn }) => firstPositiveOn <= today),
  );
}

function findAge({ facts, bornOn = '' }: EvidenceOptions, today: string): number | null {
  const ages = [...facts.map(({ holder }) => holder.bornOn), bornOn].map((date) => ageOn(date, today));
  return ages.find((age) => age !== null) ?? null;
}

/** Two doses are a series, and so are n of n: one vaccine needs a single dose, and a booster may count as 2 of 1. */
function completesSeries({ number, of }: Dose): boolean {
  return number >= 2 || (of !== null && number >= of);
}

function isBooster({ number, of }: Dose): boolean {
  return number >= 3 || (of !== null && number > of);
}

function vaccinationOf(doses: readonly Dose[], today: string): Vaccination | null {
  const given = doses.filter(({ givenOn }) => isCalendarDate(givenOn) && givenOn <= today);
  if (given.length === 0) return null;
  const daysSince = ({ givenOn }: Dose) => daysBetween(givenOn, today);
  const completing = given.filter(completesSeries);
  return {
    number: Math.max(...given.map(({ number }) => number)),
    complete: completing.length > 0,
    boosted: given.some(isBooster),
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

function exemptionOf(exemptions: readonly Exemption[], today: string): Evidence['exemption'] {
  const starts = exemptions
    .filter(({ validFrom, validUntil }) => validFrom <= today && (validUntil === '' || today <= validUntil))
    .map(({ validFrom }) => validFrom);
  return starts.length === 0 ? null : { validFrom: starts.reduce((one, other) => (one < other ? one : other)) };
}

function caseOf({ exposures = [] }: EvidenceOptions, today: string, negative: Sample | null): CaseEvidence | null {
  const days = daysOf('case', exposures, today);
  if (days.length === 0) return null;
  const daysSince = Math.min(...days);
  const exitTestDay = negative === null ? -1 : daysSince - negative.daysSince;
  return { daysSince, exitTestDay: exitTestDay >= 0 ? exitTestDay : null };
}

function contactOf({ exposures = [] }: EvidenceOptions, today: string): Evidence['contact'] {
  const days = daysOf('contact', exposures, today);
  return days.length === 0 ? null : { daysSince: Math.min(...days) };
}

function daysOf(kind: Exposure['kind'], exposures: readonly Exposure[], today: string): number[] {
  return exposures
    .filter((exposure) => exposure.kind === kind && isCalendarDate(exposure.on) && exposure.on <= today)
    .map(({ on }) => daysBetween(on, today));
}

function isTaken({ sampledAt }: TestResult, now: Date): boolean {
  return Date.parse(sampledAt) <= now.getTime();
}

function newestSample(tests: readonly TestResult[], today: string, { now, timeZone }: EvidenceOptions): Sample | null {
  if (tests.length === 0) return null;
  const sampled = new Date(Math.max(...tests.map(({ sampledAt }) => Date.parse(sampledAt))));
  return {
    sampledAt: sampled.toISOString(),
    daysSince: daysBetween(dateIn(timeZone, sampled), today),
    hoursSince: hoursBetween(sampled, now),
  };
}
