import type { Queryable } from '../database/pool.ts';
import type { Gate, GateAtVenue, Venue } from './venue.ts';

export interface Limits {
  readonly limit: number;
  readonly visitorLimit: number | null;
  readonly employeeLimit: number | null;
}

export interface ManagedRow {
  readonly venue: Venue;
  readonly organisation: { readonly id: string; readonly name: string };
  /** What the manager set; the limits in force may be lower. */
  readonly limits: Limits;
}

export const venueColumns = `v.id as venue_id, v.organisation_id, v.name as venue_name, v.category, v.address, v.time_zone,
  v.area_code, v.sector, v.capacity, v.longest_stay_minutes, to_char(v.opens_at, 'HH24:MI') as opens_at, to_char(v.closes_at, 'HH24:MI') as closes_at`;
const gateColumns = 'g.id as gate_id, g.venue_id, g.code, g.name as gate_name, g.direction, g.closed_at';

export interface VenueRow {
  venue_id: string;
  organisation_id: string;
  venue_name: string;
  category: string;
  address: string;
  time_zone: string;
  area_code: string | null;
  sector: Venue['sector'];
  capacity: number;
  longest_stay_minutes: number;
  opens_at: string | null;
  closes_at: string | null;
}

interface GateRow {
  gate_id: string;
  venue_id: string;
  code: string;
  gate_name: string;
  direction: Gate['direction'];
  closed_at: Date | null;
}

interface ManagedVenueRow extends VenueRow {
  organisation_name: string;
  own_limit: number;
  own_visitor_limit: number | null;
  own_employee_limit: number | null;
}

export async function findVenue(db: Queryable, id: string): Promise<Venue | null> {
  const { rows } = await db.query<VenueRow>(`select ${venueColumns} from venues v where v.id = $1`, [id]);
  return rows[0] === undefined ? null : venueOf(rows[0]);
}

export async function findGateByCode(db: Queryable, code: string): Promise<GateAtVenue | null> {
  const { rows } = await db.query<VenueRow & GateRow>({
    name: 'find-gate',
    text: `select ${gateColumns}, ${venueColumns} from gates g join venues v on v.id = g.venue_id where g.code = $1`,
    values: [code],
  });
  return rows[0] === undefined ? null : { ...gateOf(rows[0]), venue: venueOf(rows[0]) };
}

/** Of one organisation, or of all where it is null; by name. One venue only where `venueId` is given. */
export async function selectManaged(
  db: Queryable,
  { organisationId, venueId }: { organisationId: string | null; venueId: string | null },
): Promise<ManagedRow[]> {
  const { rows } = await db.query<ManagedVenueRow>(
    `select ${venueColumns}, o.name as organisation_name, v.own_limit, v.own_visitor_limit, v.own_employee_limit
       from venues v join organisations o on o.id = v.organisation_id
      where ($1::uuid is null or v.organisation_id = $1) and ($2::uuid is null or v.id = $2)
      order by v.name, v.id`,
    [organisationId, venueId],
  );
  return rows.map((row) => ({
    venue: venueOf(row),
    organisation: { id: row.organisation_id, name: row.organisation_name },
    limits: { limit: row.own_limit, visitorLimit: row.own_visitor_limit, employeeLimit: row.own_employee_limit },
  }));
}

export async function selectGates(db: Queryable, venueIds: readonly string[]): Promise<Gate[]> {
  const { rows } = await db.query<GateRow>(
    `select ${gateColumns} from gates g where g.venue_id = any($1) order by g.created_at, g.id`,
    [venueIds],
  );
  return rows.map(gateOf);
}

export async function insertVenue(db: Queryable, venue: Venue, limits: Limits, createdAt: Date): Promise<void> {
  await db.query(
    `insert into venues (id, organisation_id, name, category, address, time_zone, capacity, longest_stay_minutes,
       opens_at, closes_at, created_at, area_code, sector, own_limit, own_visitor_limit, own_employee_limit)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      venue.id,
      venue.organisationId,
      venue.name,
      venue.category,
      venue.address,
      venue.timeZone,
      venue.capacity,
      venue.longestStayMinutes,
      venue.opensAt,
      venue.closesAt,
      createdAt,
      venue.areaCode,
      venue.sector,
      limits.limit,
      limits.visitorLimit,
      limits.employeeLimit,
    ],
  );
  await db.query(
    'insert into venue_counters (venue_id, limit_total, limit_visitors, limit_employees) values ($1, $2, $3, $4)',
    [venue.id, limits.limit, limits.visitorLimit, limits.employeeLimit],
  );
}

export async function insertGate(db: Queryable, gate: Gate, createdAt: Date): Promise<void> {
  await db.query(
    'insert into gates (id, venue_id, code, name, direction, closed_at, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [gate.id, gate.venueId, gate.code, gate.name, gate.direction, gate.closedAt, createdAt],
  );
}

export async function updateVenue(db: Queryable, venue: Venue): Promise<void> {
  const { id, name, address, opensAt, closesAt, areaCode, sector } = venue;
  await db.query(
    `update venues set name = $2, address = $3, opens_at = $4, closes_at = $5, area_code = $6, sector = $7 where id = $1`,
    [id, name, address, opensAt, closesAt, areaCode, sector],
  );
}

export function venueOf(row: VenueRow): Venue {
  return {
    id: row.venue_id,
    organisationId: row.organisation_id,
    name: row.venue_name,
    category: row.category,
    address: row.address,
    timeZone: row.time_zone,
    areaCode: row.area_code,
    sector: row.sector,
    capacity: row.capacity,
    longestStayMinutes: row.longest_stay_minutes,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
  };
}

function gateOf(row: GateRow): Gate {
  return {
    id: row.gate_id,
    venueId: row.venue_id,
    code: row.code,
    name: row.gate_name,
    direction: row.direction,
    closedAt: row.closed_at,
  };
}
