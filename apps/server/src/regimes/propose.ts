import type { RegimePreviewRequest } from '@gapura/contract';
import { Problem } from '../http/problem.ts';
import { checkLevel, checkOrder, checkPack } from './check-change.ts';
import type { LevelStep, PackStep, Timeline, VenueOrder } from './regime.ts';
import type { PlaceRow } from './store.ts';

/** After every real id, so that at one instant the proposed change counts. */
const proposedId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface Proposal {
  readonly from: Date;
  readonly proposed: Timeline;
  readonly concerns: (row: PlaceRow) => boolean;
}

interface Situation {
  readonly rows: readonly PlaceRow[];
  readonly now: Date;
}

/**
 * What would be in force with a change.
 * @throws Problem as entering the change, or withdrawing it, would
 */
export function propose(timeline: Timeline, change: RegimePreviewRequest, { rows, now }: Situation): Proposal {
  if ('withdraw' in change) {
    return proposeWithdrawal(timeline, change.withdraw, now);
  }
  if ('level' in change) {
    const { area, level } = change.level;
    const { from } = checkLevel(change.level, { timeline, now, path: '/level' });
    const step = { id: proposedId, area, level, from };
    return { from, proposed: { ...timeline, levels: [...timeline.levels, step] }, concerns: liesIn(area) };
  }
  if ('pack' in change) {
    const { area, pack, version } = change.pack;
    const { from } = checkPack(change.pack, { timeline, now, path: '/pack' });
    const step = { id: proposedId, area, pack, version, from };
    return { from, proposed: { ...timeline, packs: [...timeline.packs, step] }, concerns: liesIn(area) };
  }
  const { venueId } = change.order;
  const capacity = rows.find(({ place }) => place.id === venueId)?.place.capacity;
  if (capacity === undefined) {
    throw new Problem('venue-unknown');
  }
  const order = { ...checkOrder(change.order, capacity, { timeline, now, path: '/order' }), id: proposedId, venueId };
  return {
    from: order.from,
    proposed: { ...timeline, orders: [...timeline.orders, order] },
    concerns: ({ place }) => place.id === venueId,
  };
}

function proposeWithdrawal(
  timeline: Timeline,
  { what, id }: Extract<RegimePreviewRequest, { withdraw: unknown }>['withdraw'],
  now: Date,
): Proposal {
  const { levels, packs, orders } = timeline;
  const standing: readonly (LevelStep | PackStep | VenueOrder)[] = { level: levels, pack: packs, order: orders }[what];
  const entry = standing.find((each) => each.id === id);
  if (entry === undefined) {
    throw new Problem('regime-entry-unknown');
  }
  const isOther = (each: { readonly id: string }): boolean => each.id !== id;
  return {
    from: entry.from > now ? entry.from : now,
    proposed: {
      ...timeline,
      levels: levels.filter(isOther),
      packs: packs.filter(isOther),
      orders: orders.filter(isOther),
    },
    concerns: 'venueId' in entry ? ({ place }) => place.id === entry.venueId : liesIn(entry.area),
  };
}

function liesIn(area: string): Proposal['concerns'] {
  return ({ place: { areaCode } }) => areaCode === area || areaCode?.startsWith(`${area}.`) === true;
}
