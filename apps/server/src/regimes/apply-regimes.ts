import type { Clock } from '../clock.ts';
import type { Pool, Queryable } from '../database/pool.ts';
import { limitsInForce, regimeOf, sameLimits, type OwnLimits, type Regime, type Timeline } from './regime.ts';
import { listPlaces, type PlaceRow } from './store.ts';

export interface ApplyDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly readTimeline: (db: Queryable) => Promise<Timeline>;
  /** Goes through the venue's own queue, like everything that concerns its places. */
  readonly setLimit: (venueId: string, change: OwnLimits & { reason: string; by: string | null }) => Promise<unknown>;
}

/** How many venues are set at once when a level changes for a whole city. */
const atOnce = 64;

/**
 * Brings the limits of venues to what is in force now; only those that differ. One process at a time, reading everything
 * inside the lock, so that no process puts back what another has just changed.
 * @param one the venue whose manager has set a limit; null: all venues
 */
export async function applyRegimes(
  deps: ApplyDeps,
  one: { readonly venueId: string; readonly reason: string; readonly by: string | null } | null,
): Promise<void> {
  const client = await deps.pool.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('gapura-regimes'))");
    const timeline = await deps.readTimeline(client);
    await applyAll(deps, timeline, one, await listPlaces(client, one?.venueId ?? null));
    await client.query("select pg_advisory_unlock(hashtext('gapura-regimes'))");
  } catch (error) {
    // The session has the lock, or is granted it after nobody waits for it any more: it is the session that must end.
    client.release(true);
    throw error;
  }
  client.release();
}

async function applyAll(
  { clock, setLimit }: ApplyDeps,
  timeline: Timeline,
  one: Parameters<typeof applyRegimes>[1],
  rows: readonly PlaceRow[],
): Promise<void> {
  const all = limitsOfAll(timeline, rows, clock());
  const differing = one === null ? all.filter(isDifferent) : all;
  for (let from = 0; from < differing.length; from += atOnce) {
    await Promise.all(
      differing
        .slice(from, from + atOnce)
        .map(({ id, limits, regime }) =>
          setLimit(id, { ...limits, reason: one?.reason ?? reasonOf(regime), by: one?.by ?? null }),
        ),
    );
  }
}

export interface LimitsOfVenue {
  readonly id: string;
  /** What holds at its door. */
  readonly current: OwnLimits;
  /** What is in force by its manager, the regulations and orders. */
  readonly limits: OwnLimits;
  readonly regime: Regime;
}

function limitsOfAll(timeline: Timeline, rows: readonly PlaceRow[], now: Date): readonly LimitsOfVenue[] {
  return rows.map(({ place, own, current }) => {
    const regime = regimeOf(timeline, place, now);
    return { id: place.id, current, limits: limitsInForce(own, regime), regime };
  });
}

/** The venues at whose door other limits hold than those in force; of one venue, or of all. */
export async function listDifferingLimits(
  { pool, clock, readTimeline }: Omit<ApplyDeps, 'setLimit'>,
  venueId: string | null,
): Promise<readonly LimitsOfVenue[]> {
  const timeline = await readTimeline(pool);
  return limitsOfAll(timeline, await listPlaces(pool, venueId), clock()).filter(isDifferent);
}

const isDifferent = ({ current, limits }: LimitsOfVenue): boolean => !sameLimits(limits, current);

/** For the ledger: what the new limit rests on. */
function reasonOf({ level, pack, order }: Regime): string {
  if (order !== null) {
    return `order ${order.id}`;
  }
  return `level ${level ?? 'none'}, ${pack === null ? 'no pack' : `${pack.id} ${pack.version}`}`;
}
