import type { RegimePreviewReply, RegimePreviewRequest } from '@gapura/contract';
import { dateIn, earlierClosing, type RulePack } from '@gapura/screening';
import { limitsInForce, regimeOf, sameLimits, type OwnLimits, type Timeline } from './regime.ts';
import { propose } from './propose.ts';
import type { PlaceRow } from './store.ts';

const mostLines = 200;

/**
 * What a change would do from the instant it begins, with everything else that is entered until then. Pure.
 * @param now also where the change begins when it names no instant
 * @throws Problem as entering the change would
 */
export function previewChange(
  timeline: Timeline,
  change: RegimePreviewRequest,
  rows: readonly PlaceRow[],
  now: Date,
): RegimePreviewReply {
  const { from, proposed, concerns } = propose(timeline, change, { rows, now });
  const concerned = rows.filter(concerns);
  const lines = concerned.flatMap((row) => {
    const before = outcomeOf(timeline, row, from);
    const after = outcomeOf(proposed, row, from);
    return isSame(before, after) ? [] : [lineOf(row, before, after)];
  });
  return {
    from: from.toISOString(),
    venues: concerned.length,
    changed: lines.length,
    nobody: lines.filter(({ nobodyThen }) => nobodyThen).length,
    over: lines.filter((line) => surplusOf(line) > 0).length,
    lines: lines.toSorted((one, other) => surplusOf(other) - surplusOf(one)).slice(0, mostLines),
  };
}

interface Outcome {
  readonly limits: OwnLimits;
  readonly closesAt: string | null;
  readonly nobody: boolean;
}

function outcomeOf(timeline: Timeline, { place, own, closesAt }: PlaceRow, at: Date): Outcome {
  const regime = regimeOf(timeline, place, at);
  return {
    limits: limitsInForce(own, regime),
    closesAt: earlierClosing(closesAt, regime.allowed.closesAt),
    nobody: regime.pack === null || !admitsAnybody(regime.pack, dateIn(place.timeZone, at)),
  };
}

/** Whether any rule that holds on a day leads to a colour that may enter. */
function admitsAnybody({ rules, admission }: RulePack, today: string): boolean {
  return rules.some(
    ({ colour, inForceFrom = today, inForceUntil = null }) =>
      admission[colour] !== 'refused' && inForceFrom <= today && (inForceUntil === null || today < inForceUntil),
  );
}

function isSame(one: Outcome, other: Outcome): boolean {
  return sameLimits(one.limits, other.limits) && one.closesAt === other.closesAt && one.nobody === other.nobody;
}

type Line = RegimePreviewReply['lines'][number];

function lineOf({ place, name, visitors, employees }: PlaceRow, before: Outcome, after: Outcome): Line {
  return {
    venueId: place.id,
    name,
    category: place.category,
    inside: visitors + employees,
    visitors,
    employees,
    limitNow: before.limits.limit,
    visitorLimitNow: before.limits.visitorLimit,
    employeeLimitNow: before.limits.employeeLimit,
    closesAtNow: before.closesAt,
    limitThen: after.limits.limit,
    visitorLimitThen: after.limits.visitorLimit,
    employeeLimitThen: after.limits.employeeLimit,
    closesAtThen: after.closesAt,
    nobodyThen: after.nobody,
  };
}

/** How many people inside are too many for the limit that they exceed most; negative where there is room. */
function surplusOf({ inside, visitors, employees, limitThen, visitorLimitThen, employeeLimitThen }: Line): number {
  return Math.max(
    inside - limitThen,
    visitors - (visitorLimitThen ?? Infinity),
    employees - (employeeLimitThen ?? Infinity),
  );
}
