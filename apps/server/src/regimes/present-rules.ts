import type { RulesInForceReply, VenueRulesReply } from '@gapura/contract';
import { isOpenAt } from '../venues/index.ts';
import { changesAhead, stretchesAhead } from './ahead.ts';
import { presentOrder } from './present.ts';
import { publicReason } from './public-reason.ts';
import type { FullTimeline } from './read-timeline.ts';
import { findLevelStep, latestOfAll, regimeOf, type Place } from './regime.ts';
import type { Recorded } from './store.ts';

/** What everybody may read. Who entered something is not in it. */

/** Of what is in force, and again of what is to come: neither crowds out the other. */
const mostListed = 500;

type Lists = Omit<RulesInForceReply, 'now'>;
/** Everybody may ask, and the lists stay the same until the next step begins. */
const remembered = new WeakMap<FullTimeline, { readonly lists: Lists; readonly from: Date; readonly until: number }>();

export function presentRulesInForce(timeline: FullTimeline, now: Date): RulesInForceReply {
  let known = remembered.get(timeline);
  if (known === undefined || now < known.from || now.getTime() >= known.until) {
    const beginnings = [...timeline.levels, ...timeline.packs].map(({ from }) => from.getTime());
    const until = beginnings.reduce((least, each) => (each > now.getTime() && each < least ? each : least), Infinity);
    known = { lists: listsOf(timeline, now), from: now, until };
    remembered.set(timeline, known);
  }
  return { now: now.toISOString(), ...known.lists };
}

function listsOf(timeline: FullTimeline, now: Date): Lists {
  return {
    levels: standing(timeline.levels, now).map((step) => ({
      id: step.id,
      ...groundsOf(step),
      area: step.area,
      level: step.level,
    })),
    packs: standing(timeline.packs, now).map((step) => ({
      id: step.id,
      ...groundsOf(step),
      area: step.area,
      pack: step.pack,
      version: step.version,
    })),
    defaultPack: nameOf(timeline.defaultPack),
  };
}

/** Of each area what it says now, and all that is to come; in the order of their instants. */
function standing<T extends Recorded & { readonly id: string; readonly area: string; readonly from: Date }>(
  steps: readonly T[],
  now: Date,
): T[] {
  const inOrder = (some: Iterable<T>) => [...some].toSorted((one, other) => +one.from - +other.from);
  const begun = inOrder(latestOfAll(steps, now).values()).slice(-mostListed);
  const ahead = inOrder(steps.filter(({ from }) => from > now)).slice(0, mostListed);
  return [...begun, ...ahead];
}

function groundsOf({ from, reason, sourceUrl }: Recorded & { readonly from: Date }) {
  return { from: from.toISOString(), reason: publicReason(reason), sourceUrl };
}

interface VenueHours extends Place {
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly longestStayMinutes: number;
}

export function presentVenueRules(timeline: FullTimeline, venue: VenueHours, now: Date): VenueRulesReply {
  const { level, pack, order } = regimeOf(timeline, venue, now);
  const onHand = pack === null ? undefined : timeline.packsOnHand.get(`${pack.id}@${pack.version}`);
  const step = findLevelStep(timeline.levels, venue.areaCode, now);
  const area = venue.areaCode === null ? null : (timeline.areas.get(venue.areaCode) ?? null);
  return {
    venueId: venue.id,
    at: now.toISOString(),
    category: venue.category,
    timeZone: venue.timeZone,
    area: area === null ? null : { code: area.code, name: area.name, parent: area.parent, kind: area.kind },
    level,
    ...(step !== undefined && { levelGrounds: { ...groundsOf(step), area: step.area } }),
    document: { pack: onHand?.pack ?? null, limits: onHand?.limits ?? null },
    opensAt: venue.opensAt,
    closesAt: venue.closesAt,
    longestStayMinutes: venue.longestStayMinutes,
    open: order?.kind !== 'close' && isOpenAt(venue, now),
    order: order === null ? null : presentOrder(order),
    changes: changesAhead(timeline, venue, now).map((instant) => instant.toISOString()),
    ahead: stretchesAhead(timeline, venue, now).map((stretch) => ({
      from: stretch.from.toISOString(),
      level: stretch.level,
      pack: stretch.rules === null ? null : nameOf(stretch.rules),
    })),
  };
}

function nameOf({ id, version }: { readonly id: string; readonly version: string }) {
  return { id, version };
}
