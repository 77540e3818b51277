import type { OverviewVenue } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';
import { presentClosed, type Venue } from '../venues/index.ts';
import { presentOrder } from './present.ts';
import { regimeOf, type Timeline } from './regime.ts';
import { venueInForce } from './venue-in-force.ts';

interface OverviewRow extends Venue {
  readonly organisation: string;
  readonly ownLimit: number;
  readonly seq: number;
  readonly visitors: number;
  readonly employees: number;
  readonly leased: number;
  readonly limit: number;
}

/** The venues of an area and all that lies in it, or with null all of them; by name. */
export async function readOverview(
  db: Queryable,
  timeline: Timeline,
  { areaCode, now }: { readonly areaCode: string | null; readonly now: Date },
): Promise<OverviewVenue[]> {
  const { rows } = await db.query<OverviewRow>({
    name: 'overview',
    text: `select v.id, v.organisation_id as "organisationId", o.name as organisation, v.name, v.category, v.address,
                  v.time_zone as "timeZone", v.area_code as "areaCode", v.sector, v.capacity,
                  v.longest_stay_minutes as "longestStayMinutes", to_char(v.opens_at, 'HH24:MI') as "opensAt",
                  to_char(v.closes_at, 'HH24:MI') as "closesAt", v.own_limit as "ownLimit", c.seq, c.visitors, c.employees,
                  c.leased, c.limit_total as "limit"
             from venues v join venue_counters c on c.venue_id = v.id join organisations o on o.id = v.organisation_id
            where $1::text is null or starts_with(v.area_code || '.', $1 || '.')
            order by v.name, v.id`,
    values: [areaCode],
  });
  return rows.map((row) => present(timeline, row, now));
}

function present(timeline: Timeline, row: OverviewRow, now: Date): OverviewVenue {
  const { id, name, category, organisation, address, areaCode, timeZone, capacity, ownLimit } = row;
  const { seq, visitors, employees, leased, limit } = row;
  const { level, order } = regimeOf(timeline, row, now);
  const inForce = venueInForce(timeline, row, now);
  const { opensAt, closesAt } = inForce.venue;
  return {
    id,
    name,
    category,
    organisation,
    address,
    area: areaCode,
    timeZone,
    capacity,
    ownLimit,
    occupancy: { seq, visitors, employees, inside: visitors + employees, leased, limit },
    level,
    opensAt,
    closesAt,
    ...presentClosed(inForce, now),
    order: order === null ? null : presentOrder(order),
  };
}
