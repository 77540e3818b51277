import type { Queryable } from '../database/pool.ts';
import type { Area, LevelStep, OwnLimits, PackStep, Place, VenueOrder } from './regime.ts';

/** SQL of the regimes. */

export interface Entry {
  readonly id: string;
  readonly from: Date;
  readonly reason: string;
  readonly sourceUrl: string | null;
  readonly enteredBy: string | null;
  readonly enteredAt: Date;
}
/** With the names of who did it. */
export interface Recorded {
  readonly reason: string;
  readonly sourceUrl: string | null;
  readonly enteredAt: Date;
  readonly enteredBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
}
export type RecordedLevel = LevelStep & Recorded;
export type RecordedPack = PackStep & Recorded;
export type RecordedOrder = VenueOrder & Recorded & { readonly venueName: string };

/** Of a change `c`. */
const recorded = `c.id, c.from_at as "from", c.reason, c.source_url as "sourceUrl", c.entered_at as "enteredAt",
  e.display_name as "enteredBy", c.withdrawn_at as "withdrawnAt", w.display_name as "withdrawnBy"`;
const withActors = 'left join accounts e on e.id = c.entered_by left join accounts w on w.id = c.withdrawn_by';
/** Lists would grow for ever; what is in force is among the newest of each area. */
const mostListed = 2_000;

export async function listAreas(db: Queryable): Promise<Area[]> {
  const { rows } = await db.query<Area>('select code, name, kind, parent_code as parent from areas order by code');
  return rows;
}

export async function listZones(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ zone: string }>('select distinct time_zone as zone from venues');
  return rows.map(({ zone }) => zone);
}

export async function listLevels(db: Queryable): Promise<RecordedLevel[]> {
  const { rows } = await db.query<RecordedLevel>(
    `select ${recorded}, c.area_code as area, c.level from level_changes c ${withActors}
      order by c.from_at desc, c.id desc limit $1`,
    [mostListed],
  );
  return rows;
}

export async function listPackSteps(db: Queryable): Promise<RecordedPack[]> {
  const { rows } = await db.query<RecordedPack>(
    `select ${recorded}, c.area_code as area, c.pack_id as pack, c.pack_version as version
       from pack_changes c ${withActors} order by c.from_at desc, c.id desc limit $1`,
    [mostListed],
  );
  return rows;
}

export async function listOrders(db: Queryable): Promise<RecordedOrder[]> {
  const { rows } = await db.query<RecordedOrder>(
    `select ${recorded}, c.venue_id as "venueId", v.name as "venueName", c.kind, c.limit_total as "limit",
            c.until_at as "until"
       from venue_orders c join venues v on v.id = c.venue_id ${withActors}
      order by c.from_at desc, c.id desc limit $1`,
    [mostListed],
  );
  return rows;
}

export interface StoredPack {
  readonly id: string;
  readonly version: string;
  readonly pack: unknown;
  readonly limits: unknown;
}

export async function listStoredPacks(db: Queryable): Promise<StoredPack[]> {
  const { rows } = await db.query<StoredPack>('select id, version, pack, limits from rule_packs order by id, version');
  return rows;
}

/** False where this version is there already. */
export async function insertPack(db: Queryable, pack: StoredPack, by: string | null, at: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into rule_packs (id, version, pack, limits, entered_by, entered_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [pack.id, pack.version, JSON.stringify(pack.pack), JSON.stringify(pack.limits), by, at],
  );
  return rowCount === 1;
}

export async function insertLevel(db: Queryable, step: Entry & LevelStep): Promise<void> {
  await db.query(
    `insert into level_changes (id, area_code, level, from_at, reason, source_url, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [step.id, step.area, step.level, step.from, step.reason, step.sourceUrl, step.enteredBy, step.enteredAt],
  );
}

export async function insertPackStep(db: Queryable, step: Entry & PackStep): Promise<void> {
  await db.query(
    `insert into pack_changes (id, area_code, pack_id, pack_version, from_at, reason, source_url, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      step.id,
      step.area,
      step.pack,
      step.version,
      step.from,
      step.reason,
      step.sourceUrl,
      step.enteredBy,
      step.enteredAt,
    ],
  );
}

export async function insertOrder(db: Queryable, order: Entry & VenueOrder): Promise<void> {
  await db.query(
    `insert into venue_orders (id, venue_id, kind, limit_total, from_at, until_at, reason, source_url, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      order.id,
      order.venueId,
      order.kind,
      order.limit,
      order.from,
      order.until,
      order.reason,
      order.sourceUrl,
      order.enteredBy,
      order.enteredAt,
    ],
  );
}

const tables = { level: 'level_changes', pack: 'pack_changes', order: 'venue_orders' } as const;
export type Entered = keyof typeof tables;

/** When it was to begin; null where it is unknown or withdrawn already. */
export async function withdraw(
  db: Queryable,
  what: Entered,
  { id, by, at }: { id: string; by: string | null; at: Date },
): Promise<Date | null> {
  const { rows } = await db.query<{ from: Date }>(
    `update ${tables[what]} set withdrawn_at = $2, withdrawn_by = $3
      where id = $1 and withdrawn_at is null returning from_at as "from"`,
    [id, at, by],
  );
  return rows[0]?.from ?? null;
}

/** Where an entry counts, withdrawn or not; null where it is unknown, `area` null where its venue lies in no area. */
export async function findEntry(db: Queryable, what: Entered, id: string): Promise<{ area: string | null } | null> {
  const { rows } = await db.query<{ area: string | null }>(
    what === 'order'
      ? 'select v.area_code as area from venue_orders c join venues v on v.id = c.venue_id where c.id = $1'
      : `select c.area_code as area from ${tables[what]} c where c.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** A venue with what it is set to: `own` by its manager, `current` in force. */
export interface PlaceRow {
  readonly place: Place;
  readonly name: string;
  readonly closesAt: string | null;
  readonly visitors: number;
  readonly employees: number;
  readonly own: OwnLimits;
  readonly current: OwnLimits;
}

interface FlatRow extends Place {
  readonly name: string;
  readonly closesAt: string | null;
  readonly visitors: number;
  readonly employees: number;
  readonly ownLimit: number;
  readonly ownVisitorLimit: number | null;
  readonly ownEmployeeLimit: number | null;
  readonly limit: number;
  readonly visitorLimit: number | null;
  readonly employeeLimit: number | null;
}

/** Of one venue, or of all. */
export async function listPlaces(db: Queryable, venueId: string | null): Promise<PlaceRow[]> {
  const { rows } = await db.query<FlatRow>(
    `select v.id, v.area_code as "areaCode", v.category, v.sector, v.capacity, v.time_zone as "timeZone", v.name,
            to_char(v.closes_at, 'HH24:MI') as "closesAt", c.visitors, c.employees,
            v.own_limit as "ownLimit", v.own_visitor_limit as "ownVisitorLimit",
            v.own_employee_limit as "ownEmployeeLimit",
            c.limit_total as "limit", c.limit_visitors as "visitorLimit", c.limit_employees as "employeeLimit"
       from venues v join venue_counters c on c.venue_id = v.id where $1::uuid is null or v.id = $1 order by v.id`,
    [venueId],
  );
  return rows.map((row) => ({
    place: row,
    name: row.name,
    closesAt: row.closesAt,
    visitors: row.visitors,
    employees: row.employees,
    own: { limit: row.ownLimit, visitorLimit: row.ownVisitorLimit, employeeLimit: row.ownEmployeeLimit },
    current: { limit: row.limit, visitorLimit: row.visitorLimit, employeeLimit: row.employeeLimit },
  }));
}

export async function updateOwnLimits(db: Queryable, venueId: string, own: OwnLimits): Promise<void> {
  await db.query('update venues set own_limit = $2, own_visitor_limit = $3, own_employee_limit = $4 where id = $1', [
    venueId,
    own.limit,
    own.visitorLimit,
    own.employeeLimit,
  ]);
}
