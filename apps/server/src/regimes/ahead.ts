import { startOfDay, type RulePack } from '@gapura/screening';
import type { RulesAhead } from '../venues/index.ts';
import { codesUpwards, levelIn, packIn, type Level, type Place, type Timeline } from './regime.ts';

/** Lists of instants ahead are for phones and pages, which show the next few. */
const mostAhead = 100;
/** Nearer than anybody plans to go out. */
const mostStretches = 20;
/** Whoever is not green is screened at each. */
const mostScreened = 30;

/** As much of a place as what is coming there follows from. */
type PlaceAhead = Pick<Place, 'id' | 'areaCode' | 'category' | 'timeZone'>;

/** The instants after `at` at which something of this place is known to change, the nearest hundred. */
export function changesAhead(timeline: Timeline, place: PlaceAhead, at: Date): Date[] {
  const orders = timeline.orders.filter(({ venueId }) => venueId === place.id);
  const entered = [...stepsAhead(timeline, place, at), ...entriesOf({ levels: [], packs: [], orders })];
  return inOrder([...entered, ...datesOfItsPacks(timeline, place, at)], at).slice(0, mostAhead);
}

/** By which rules people may enter a place after `at`. */
export function rulesAhead(timeline: Timeline, place: PlaceAhead, at: Date): RulesAhead {
  const dates = [...stepsAhead(timeline, place, at), ...datesOfItsPacks(timeline, place, at)];
  const changes = inOrder(dates, at).slice(0, mostScreened);
  const inForceAt: RulesAhead['inForceAt'] = (instant) => ({
    level: levelIn(timeline, place.areaCode, instant),
    rules: packIn(timeline, place.areaCode, instant),
  });
  const parts = changes.map((instant) => {
    const { level, rules } = inForceAt(instant);
    return [instant.getTime(), level, rules?.id, rules?.version].join(' ');
  });
  return { changes, inForceAt, key: parts.join() };
}

interface Stretch {
  readonly from: Date;
  readonly level: Level;
  readonly rules: RulePack | null;
}

/** The next levels and packs of a place, each with the instant at which it comes into force. */
export function stretchesAhead(timeline: Timeline, place: Pick<Place, 'areaCode'>, at: Date): Stretch[] {
  const inForceAt = (from: Date): Stretch => ({
    from,
    level: levelIn(timeline, place.areaCode, from),
    rules: packIn(timeline, place.areaCode, from),
  });
  return [at, ...inOrder(stepsAhead(timeline, place, at), at)]
    .map(inForceAt)
    .filter(
      ({ level, rules }, index, all) =>
        index > 0 && (level !== all[index - 1]?.level || rules !== all[index - 1]?.rules),
    )
    .slice(0, mostStretches);
}

/** When a level or a pack that was entered begins here. */
function stepsAhead({ levels, packs }: Timeline, { areaCode }: Pick<Place, 'areaCode'>, at: Date): Date[] {
  const codes = new Set(codesUpwards(areaCode));
  return [...levels, ...packs].filter(({ area, from }) => codes.has(area) && from > at).map(({ from }) => from);
}

/** When dated rules and limits begin and end here, of the pack that will be in force by then. */
function datesOfItsPacks(
  timeline: Timeline,
  { areaCode, category, timeZone }: Pick<Place, 'areaCode' | 'category' | 'timeZone'>,
  at: Date,
): Date[] {
  const codes = new Set(codesUpwards(areaCode));
  const chosen = timeline.packs.filter(({ area, from }) => codes.has(area) && from > at).map(({ from }) => from);
  const packs = new Set([at, ...chosen].map((instant) => packIn(timeline, areaCode, instant)));
  return [...packs].flatMap((pack) =>
    pack === null
      ? []
      : datesOf(pack, category, at)
          .map((date) => startOfDay(timeZone, date))
          .filter((instant) => packIn(timeline, areaCode, instant) === pack),
  );
}

const dayMs = 86_400_000;

/**
 * Calendar dates, not long past at `at`, on which something of a pack begins or ends to count.
 * @param category whose limits are asked for; null: all
 */
function datesOf({ rules, conditions, limits }: RulePack, category: string | null, at: Date): string[] {
  const concerned = category === null ? limits : limits.filter(({ categories }) => categories.includes(category));
  // Wherever a date has not begun yet, the day before it has not ended in UTC.
  const yesterday = new Date(at.getTime() - dayMs).toISOString().slice(0, 10);
  const dates = [...rules, ...conditions, ...concerned].flatMap(({ inForceFrom, inForceUntil }) => [
    inForceFrom ?? null,
    inForceUntil ?? null,
  ]);
  return [...new Set(dates)].filter((date) => date !== null).filter((date) => date >= yesterday);
}

/** The next instant after `at` at which anything that was entered begins or ends; null where nothing is entered ahead. */
export function nextEntry(timeline: Timeline, at: Date): Date | null {
  return inOrder(entriesOf(timeline), at)[0] ?? null;
}

function entriesOf({ levels, packs, orders }: Pick<Timeline, 'levels' | 'packs' | 'orders'>): Date[] {
  return [...[...levels, ...packs, ...orders].map(({ from }) => from), ...orders.flatMap(({ until }) => until ?? [])];
}

/** Of four dates in a row from yesterday on, the last lies ahead in every zone. */
const datesLookedAt = 4;

/** The next instant after `at` at which anything changes anywhere: by an entry, or by a date inside a pack, in one of the zones. */
export function nextChange(timeline: Timeline, zones: readonly string[], at: Date): Date | null {
  const { packs, rulePacks, defaultPack } = timeline;
  const chosen = packs.flatMap(({ pack, version }) => rulePacks.get(`${pack}@${version}`) ?? []);
  const dates = new Set([defaultPack, ...chosen].flatMap((pack) => datesOf(pack, null, at)));
  const nearest = [...dates].toSorted().slice(0, datesLookedAt);
  const midnights = zones.flatMap((zone) => nearest.map((date) => startOfDay(zone, date)));
  return inOrder([...midnights, ...entriesOf(timeline)], at)[0] ?? null;
}

/** Those after an instant, each once. */
function inOrder(instants: readonly Date[], after: Date): Date[] {
  const ahead = new Set(instants.map((instant) => instant.getTime()).filter((time) => time > after.getTime()));
  return [...ahead].toSorted((one, other) => one - other).map((time) => new Date(time));
}
