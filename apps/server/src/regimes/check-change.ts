import type { LevelChangeRequest, OrderRequest, PackChangeRequest } from '@gapura/contract';
import { Problem } from '../http/problem.ts';
import { readPublicReason } from './public-reason.ts';
import { instantOf } from './instant.ts';
import type { Timeline } from './regime.ts';

const shortestReason = 3;

interface Common {
  readonly from: string | null;
  readonly reason: string;
  readonly sourceUrl: string | null;
}

/** What every change has in common, as it counts. */
export interface CheckedChange {
  readonly from: Date;
  readonly reason: string;
  readonly sourceUrl: string | null;
}

/** A preview refuses exactly what entering refuses, since both ask here. */
export interface CheckedAgainst {
  readonly timeline: Timeline;
  readonly now: Date;
  /** Where the change stands in the body. */
  readonly path: '' | '/level' | '/pack' | '/order';
}

/** @throws Problem area-unknown, regime-past, reason-names-person, body-invalid */
export function checkLevel(request: LevelChangeRequest, against: CheckedAgainst): CheckedChange {
  checkArea(request.area, against);
  return checkCommon(request, against);
}

/** @throws Problem area-unknown, rule-pack-unknown, regime-past, reason-names-person, body-invalid */
export function checkPack(request: PackChangeRequest, against: CheckedAgainst): CheckedChange {
  const { area, pack, version } = request;
  checkArea(area, against);
  if (!against.timeline.rulePacks.has(`${pack}@${version}`)) {
    throw new Problem('rule-pack-unknown');
  }
  return checkCommon(request, against);
}

export type CheckedOrder = CheckedChange &
  Pick<OrderRequest, 'kind'> & {
    readonly limit: number | null;
    readonly until: Date | null;
  };

/**
 * @param capacity of the venue: an order above it would say what is not true
 * @throws Problem order-invalid, limit-above-capacity, regime-past, reason-names-person, body-invalid
 */
export function checkOrder(request: OrderRequest, capacity: number, against: CheckedAgainst): CheckedOrder {
  const { kind, limit = null } = request;
  const common = checkCommon(request, against);
  const until = request.until === null ? null : instantOf(request.until, `${against.path}/until`);
  if ((kind === 'limit') !== (limit !== null) || (until !== null && until <= common.from)) {
    throw new Problem('order-invalid');
  }
  if (limit !== null && limit > capacity) {
    throw new Problem('limit-above-capacity');
  }
  return { ...common, kind, limit, until };
}

function checkArea(code: string, { timeline }: CheckedAgainst): void {
  if (!timeline.areas.has(code)) {
    throw new Problem('area-unknown');
  }
}

function checkCommon(request: Common, { now, path }: CheckedAgainst): CheckedChange {
  const from = request.from === null ? now : instantOf(request.from, `${path}/from`);
  if (from < now) {
    throw new Problem('regime-past');
  }
  const reason = readPublicReason(request.reason);
  if (reason.length < shortestReason) {
    throw new Problem('body-invalid', {
      errors: [{ path: `${path}/reason`, message: `must hold at least ${shortestReason} characters besides blanks` }],
    });
  }
  return { from, reason, sourceUrl: request.sourceUrl };
}
