import { earlierClosing } from './closing-time.ts';
import type { Source } from './decision.ts';
import type { Limit, RulePack } from './rule-pack.ts';

/** Where and when limits are asked for. */
export interface LimitQuestion {
  readonly category: string;
  readonly level: number;
  /** Sector of a government office; without it only limits for every sector count. */
  readonly sector?: Limit['sector'];
  /** Calendar date in the venue's zone. */
  readonly today: string;
}

/** What the regulations in force allow of one venue; `null` where they say nothing. */
export interface AllowedPlaces {
  /** Everybody together. */
  readonly total: number | null;
  readonly visitors: number | null;
  readonly employees: number | null;
  /** `HH:MM` in the venue's zone. */
  readonly closesAt: string | null;
  readonly longestStayMinutes: number | null;
  readonly sources: readonly Source[];
}

/**
 * The places that a pack allows of a capacity, rounded down. Where several limits hold, the strictest counts.
 * @param capacity people who fit physically
 */
export function allowedPlaces(pack: RulePack, capacity: number, question: LimitQuestion): AllowedPlaces {
  const limits = pack.limits.filter((limit) => isAbout(limit, question));
  const places = (persons: Limit['persons']) =>
    least(limits.filter((limit) => limit.persons === persons).map(({ percent }) => placesOf(capacity, percent)));
  return {
    total: places('everybody'),
    visitors: places('visitors'),
    employees: places('employees'),
    closesAt: limits.map(({ closesAt = null }) => closesAt).reduce(earlierClosing, null),
    longestStayMinutes: least(limits.flatMap(({ longestStayMinutes }) => longestStayMinutes ?? [])),
    sources: distinct(limits.flatMap(({ source }) => source ?? [])),
  };
}

/** Whole numbers all the way: 0.29 × 100 is less than 29 in floating point. */
export function placesOf(capacity: number, percent: number): number {
  return Math.floor((capacity * percent) / 100);
}

function isAbout(limit: Limit, { category, level, sector, today }: LimitQuestion): boolean {
  return (
    limit.categories.includes(category) &&
    limit.level === level &&
    (limit.sector === undefined || limit.sector === sector) &&
    limit.inForceFrom <= today &&
    (limit.inForceUntil === null || today < limit.inForceUntil)
  );
}

function least(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.min(...numbers);
}

function distinct(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.title, source])).values()];
}
