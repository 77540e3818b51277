import { allowedPlaces, dateIn, type AllowedPlaces, type RulePack } from '@gapura/screening';

/** An administrative area; its code begins with the code of the area above it. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly kind: 'province' | 'city' | 'district' | 'village';
  readonly parent: string | null;
}

interface Change {
  readonly id: string;
  readonly area: string;
  readonly from: Date;
}

export type Level = 1 | 2 | 3 | 4 | null;
export type LevelStep = Change & { readonly level: Level };
export type PackStep = Change & { readonly pack: string; readonly version: string };

export interface VenueOrder {
  readonly id: string;
  readonly venueId: string;
  readonly kind: 'limit' | 'close';
  readonly limit: number | null;
  readonly from: Date;
  readonly until: Date | null;
  readonly reason: string;
  readonly sourceUrl: string | null;
}

/** Everything that decides what is in force, now and later. Nothing withdrawn is in it. */
export interface Timeline {
  readonly areas: ReadonlyMap<string, Area>;
  readonly levels: readonly LevelStep[];
  readonly packs: readonly PackStep[];
  readonly orders: readonly VenueOrder[];
  /** By `id@version`. */
  readonly rulePacks: ReadonlyMap<string, RulePack>;
  /** In force where no authority has chosen a pack. */
  readonly defaultPack: RulePack;
}

/** As much of a venue as its rules follow from. */
export interface Place {
  readonly id: string;
  /** Null: nobody said where it lies, so only the default pack and orders hold. */
  readonly areaCode: string | null;
  readonly category: string;
  readonly sector: 'non-essential' | 'essential' | 'critical' | null;
  readonly capacity: number;
  readonly timeZone: string;
}

export interface Regime {
  readonly level: Level;
  /** Null where a pack was chosen that nobody has: then nobody may enter. */
  readonly pack: RulePack | null;
  readonly allowed: AllowedPlaces;
  readonly order: VenueOrder | null;
}

/** What is in force at a place at an instant. Pure: the same timeline gives the same answer in every process. */
export function regimeOf(timeline: Timeline, place: Place, at: Date): Regime {
  const level = levelIn(timeline, place.areaCode, at);
  const pack = packIn(timeline, place.areaCode, at);
  const today = dateIn(place.timeZone, at);
  const question = { category: place.category, today, ...(place.sector !== null && { sector: place.sector }) };
  return {
    level,
    pack,
    allowed:
      level === null || pack === null ? nothingSaid : allowedPlaces(pack, place.capacity, { ...question, level }),
    order: orderFor(timeline, place.id, at),
  };
}

const nothingSaid: AllowedPlaces = {
  total: null,
  visitors: null,
  employees: null,
  closesAt: null,
  longestStayMinutes: null,
  sources: [],
};

export function levelIn({ levels }: Timeline, areaCode: string | null, at: Date): Level {
  return findLevelStep(levels, areaCode, at)?.level ?? null;
}

/** The entry that gives an area its level, of its own or of an area above. */
export function findLevelStep<T extends LevelStep>(
  levels: readonly T[],
  areaCode: string | null,
  at: Date,
): T | undefined {
  return codesUpwards(areaCode)
    .map((code) => latest(levels, code, at))
    .find((step) => step !== undefined && step.level !== null);
}

export function packIn(timeline: Timeline, areaCode: string | null, at: Date): RulePack | null {
  for (const code of codesUpwards(areaCode)) {
    const step = latest(timeline.packs, code, at);
    if (step !== undefined) {
      return timeline.rulePacks.get(`${step.pack}@${step.version}`) ?? null;
    }
  }
  return timeline.defaultPack;
}

/** From the area itself to its province: the nearest one that says something counts. */
export function codesUpwards(areaCode: string | null): string[] {
  const parts = areaCode === null ? [] : areaCode.split('.');
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('.'));
}

/** Of two changes at the same instant the one entered later counts: ids grow with time. */
function latest<T extends Change>(steps: readonly T[], area: string, at: Date): T | undefined {
  return steps
    .filter((step) => step.area === area && step.from <= at)
    .reduce<T | undefined>((best, step) => (best === undefined || isLater(step, best) ? step : best), undefined);
}

/** Of each area what `latest` gives, in one pass over all. */
export function latestOfAll<T extends Change>(steps: readonly T[], at: Date): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const step of steps) {
    const best = found.get(step.area);
    if (step.from <= at && (best === undefined || isLater(step, best))) {
      found.set(step.area, step);
    }
  }
  return found;
}

function isLater(one: Change, other: Change): boolean {
  return one.from.getTime() === other.from.getTime() ? one.id > other.id : one.from > other.from;
}

/** A closing order counts before any limit, and of several limits the least. */
function orderFor({ orders }: Timeline, venueId: string, at: Date): VenueOrder | null {
  const inForce = orders.filter(
    (order) => order.venueId === venueId && order.from <= at && (order.until === null || at < order.until),
  );
  const placesOf = ({ kind, limit }: VenueOrder) => (kind === 'close' ? -1 : (limit ?? 0));
  return inForce.toSorted((one, other) => placesOf(one) - placesOf(other))[0] ?? null;
}

/** What the manager of a venue set. */
export interface OwnLimits {
  readonly limit: number;
  readonly visitorLimit: number | null;
  readonly employeeLimit: number | null;
}

/** The limits in force: the least of the manager's, of what the regulations allow, and of an order. */
export function limitsInForce(own: OwnLimits, { allowed, order }: Regime): OwnLimits {
  const ordered = order === null ? null : order.kind === 'close' ? 0 : order.limit;
  return {
    limit: least([own.limit, allowed.total, ordered]) ?? own.limit,
    visitorLimit: least([own.visitorLimit, allowed.visitors]),
    employeeLimit: least([own.employeeLimit, allowed.employees]),
  };
}

export function sameLimits(one: OwnLimits, other: OwnLimits): boolean {
  return (
    one.limit === other.limit && one.visitorLimit === other.visitorLimit && one.employeeLimit === other.employeeLimit
  );
}

function least(numbers: readonly (number | null)[]): number | null {
  const given = numbers.filter((number) => number !== null);
  return given.length === 0 ? null : Math.min(...given);
}

/** The venues to which orders have come, or whose orders have gone. */
export function venuesOfChangedOrders({ orders: before }: Timeline, { orders: after }: Timeline): Set<string> {
  const missingIn = (others: readonly VenueOrder[]) => {
    const ids = new Set(others.map(({ id }) => id));
    return ({ id }: VenueOrder): boolean => !ids.has(id);
  };
  const changed = [...before.filter(missingIn(after)), ...after.filter(missingIn(before))];
  return new Set(changed.map(({ venueId }) => venueId));
}
