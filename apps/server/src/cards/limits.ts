import type { CardLimits } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Window {
  readonly limit: number;
  readonly ms: number;
  /** Of the whole organisation, or those that one person entered or approved. */
  readonly of: { readonly organisationId: string } | { readonly personId: string };
}

export interface Issue {
  readonly organisationId: string;
  /** Who entered and who approves. */
  readonly personIds: readonly string[];
  readonly count: number;
  readonly now: Date;
}

/** The most cards that can ever be issued at once. */
export const mostAtOnce = ({ perHour, perDay, perPersonDay }: CardLimits): number =>
  Math.min(perHour, perDay, perPersonDay);

/**
 * Holds only while the issuer's row is locked.
 * @throws Problem card-limit-reached, with the time after which as many would fit
 */
export async function assertWithinLimits(db: Queryable, limits: CardLimits, issue: Issue): Promise<void> {
  const { organisationId, personIds } = issue;
  const windows: Window[] = [
    { limit: limits.perHour, ms: hourMs, of: { organisationId } },
    { limit: limits.perDay, ms: dayMs, of: { organisationId } },
    ...personIds.map((personId) => ({ limit: limits.perPersonDay, ms: dayMs, of: { personId } })),
  ];
  for (const window of windows) {
    const waitMs = await findWait(db, window, issue);
    if (waitMs > 0) {
      throw new Problem('card-limit-reached', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
    }
  }
}

async function findWait(db: Queryable, { limit, ms, of }: Window, { count, now }: Issue): Promise<number> {
  if (count > limit) {
    return ms;
  }
  const ours = 'organisationId' in of;
  const which = ours ? 'organisation_id = $1' : '(requested_by = $1 or approved_by = $1)';
  // As many may be left in the window as there is room beside the new ones; the oldest of them must leave it first.
  const { rows } = await db.query<{ issuedAt: Date }>(
    `select issued_at as "issuedAt" from cards where ${which} and issued_at > $2 order by issued_at desc offset $3 limit 1`,
    [ours ? of.organisationId : of.personId, new Date(now.getTime() - ms), limit - count],
  );
  const [oldest] = rows;
  return oldest === undefined ? 0 : Math.max(1, oldest.issuedAt.getTime() + ms - now.getTime());
}
