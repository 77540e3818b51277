import type { Occupancy, PersonKind } from '@gapura/contract';

export interface Places {
  readonly inside: number;
  /** By those inside and by gates that work without the server. */
  readonly taken: number;
  readonly limit: number;
  /** Whether it is the limit of this kind of people alone. */
  readonly isOwn: boolean;
}

/** Of the limits that hold for people of a kind, the one that leaves them the fewest places. */
export function tightestFor(kind: PersonKind, occupancy: Occupancy): Places {
  const { inside, leased, limit, visitors, employees, visitorLimit, employeeLimit } = occupancy;
  const all = { inside, taken: inside + leased, limit, isOwn: false };
  // Whoever is admitted on a lease is a visitor as far as anybody knows.
  const [own, count, held] = kind === 'visitor' ? [visitorLimit, visitors, leased] : [employeeLimit, employees, 0];
  if (own === null || own === undefined) return all;
  const ofKind = { inside: count, taken: count + held, limit: own, isOwn: true };
  return freeOf(ofKind) < freeOf(all) ? ofKind : all;
}

/** Places that are free now for visitors or for employees. */
export function countFreeFor(kind: PersonKind, occupancy: Occupancy): number {
  return Math.max(0, freeOf(tightestFor(kind, occupancy)));
}

function freeOf({ limit, taken }: Places): number {
  return limit - taken;
}
