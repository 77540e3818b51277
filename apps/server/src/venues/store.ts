import type { Queryable } from '../database/pool.ts';
import type { Gate, GateAtVenue, Venue } from './venue.ts';

const venueColumns = `v.id, v.organisation_id as "organisationId", v.name, v.category, v.address, v.time_zone as "timeZone",
  v.capacity, v.longest_stay_minutes as "longestStayMinutes",
  to_char(v.opens_at, 'HH24:MI') as "opensAt", to_char(v.closes_at, 'HH24:MI') as "closesAt"`;

const gateColumns = `g.id, g.venue_id as "venueId", g.code, g.name, g.direction, g.closed_at as "closedAt"`;

export async function findGate(db: Queryable, code: string): Promise<GateAtVenue | null> {
  const { rows } = await db.query({
    name: 'gate-by-code',
    text: `select ${gateColumns}, to_jsonb(t) as venue
             from gates g join lateral (select ${venueColumns} from venues v where v.id = g.venue_id) t on true
            where g.code = $1`,
    values: [code],
  });
  return rows[0] ?? null;
}

export async function findVenue(db: Queryable, id: string): Promise<Venue | null> {
  const { rows } = await db.query({
    name: 'venue',
    text: `select ${venueColumns} from venues v where v.id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

export interface VenueRow extends Venue {
  readonly organisationName: string;
  readonly gates: readonly Gate[];
}

/** The venues of one organisation, or all (null), with their gates, by name. */
export async function listVenues(db: Queryable, organisationId: string | null): Promise<readonly VenueRow[]> {
  const { rows } = await db.query(
    `select ${venueColumns}, o.name as "organisationName",
            coalesce((select jsonb_agg(t order by t.name) from (select ${gateColumns} from gates g where g.venue_id = v.id) t), '[]') as gates
       from venues v join organisations o on o.id = v.organisation_id
      where $1::uuid is null or v.organisation_id = $1
      order by v.name limit 1000`,
    [organisationId],
  );
  return rows;
}

export interface Limits {
  readonly limit: number;
  readonly visitorLimit: number | null;
  readonly employeeLimit: number | null;
}

export async function insertVenue(db: Queryable, venue: Venue, limits: Limits, at: Date): Promise<void> {
  await db.query(
    `insert into venues (id, organisation_id, name, category, address, time_zone, capacity, longest_stay_minutes,
                         opens_at, closes_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
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
      at,
    ],
  );
  await db.query(
    'insert into venue_counters (venue_id, limit_total, limit_visitors, limit_employees) values ($1, $2, $3, $4)',
    [venue.id, limits.limit, limits.visitorLimit, limits.employeeLimit],
  );
}

export async function insertGate(db: Queryable, gate: Gate, at: Date): Promise<void> {
  await db.query(
    'insert into gates (id, venue_id, code, name, direction, created_at) values ($1, $2, $3, $4, $5, $6)',
    [gate.id, gate.venueId, gate.code, gate.name, gate.direction, at],
  );
}

export async function updateVenue(db: Queryable, venue: Venue): Promise<void> {
  await db.query('update venues set name = $2, address = $3, opens_at = $4, closes_at = $5 where id = $1', [
    venue.id,
    venue.name,
    venue.address,
    venue.opensAt,
    venue.closesAt,
  ]);
}

export async function organisationExists(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query('select from organisations where id = $1', [id]);
  return rowCount === 1;
}

export async function listLimits(db: Queryable, venueIds: readonly string[]): Promise<Map<string, Omit<Limits, 'limit'>>> {
  const { rows } = await db.query(
    `select venue_id as id, limit_visitors as "visitorLimit", limit_employees as "employeeLimit"
       from venue_counters where venue_id = any($1::uuid[])`,
    [venueIds],
  );
  return new Map(rows.map(({ id, ...limits }: { id: string } & Omit<Limits, 'limit'>) => [id, limits]));
}
