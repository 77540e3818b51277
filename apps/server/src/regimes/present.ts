import type { RegimesReply, RulePackSummary, VenueRulesReply } from '@gapura/contract';
import { publicReason } from './public-reason.ts';
import type { PackOnHand } from './read-timeline.ts';
import { levelIn, packIn, type Timeline, type VenueOrder } from './regime.ts';
import type { Recorded, RecordedLevel, RecordedOrder, RecordedPack } from './store.ts';

interface RegimeLists {
  readonly timeline: Timeline;
  readonly levels: readonly RecordedLevel[];
  readonly packs: readonly RecordedPack[];
  readonly orders: readonly RecordedOrder[];
}

export function presentRegimes({ timeline, levels, packs, orders }: RegimeLists, now: Date): RegimesReply {
  return {
    now: now.toISOString(),
    areas: [...timeline.areas.keys()].flatMap((area) => {
      const pack = packIn(timeline, area, now);
      return pack === null
        ? []
        : [{ area, level: levelIn(timeline, area, now), pack: { id: pack.id, version: pack.version } }];
    }),
    levels: levels.map((step) => ({ ...presentEntry(step), area: step.area, level: step.level })),
    packs: packs.map((step) => ({ ...presentEntry(step), area: step.area, pack: step.pack, version: step.version })),
    orders: orders.map((order) => ({
      ...presentEntry(order),
      venueId: order.venueId,
      venueName: order.venueName,
      kind: order.kind,
      limit: order.limit,
      until: order.until?.toISOString() ?? null,
    })),
  };
}

function presentEntry(entry: Recorded & { id: string; from: Date }) {
  const { id, from, reason, sourceUrl, enteredAt, enteredBy, withdrawnAt, withdrawnBy } = entry;
  return {
    id,
    from: from.toISOString(),
    reason,
    sourceUrl,
    enteredAt: enteredAt.toISOString(),
    enteredBy,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    withdrawnBy,
  };
}

export function presentPack({ parsed, shipped }: PackOnHand): RulePackSummary {
  const { id, version, inForceFrom, inForceUntil, rules, limits } = parsed;
  return { id, version, inForceFrom, inForceUntil, rules: rules.length, limits: limits.length, shipped };
}

export function presentOrder({ kind, limit, until, reason, sourceUrl }: VenueOrder): VenueRulesReply['order'] {
  return { kind, limit, until: until?.toISOString() ?? null, reason: publicReason(reason), sourceUrl };
}
