import type { Pool, Queryable } from '../database/pool.ts';

/** SQL of cases, contacts and incidents. */

export interface ExposureRow {
  readonly id: string;
  readonly kind: 'case' | 'contact';
  readonly on: string;
  readonly enteredAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
}

interface Change {
  readonly by: string | null;
  readonly at: Date;
}

/** Holds back whoever else would enter or end something, until the transaction ends. */
export async function lockExposures(db: Queryable): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('exposures', 0))`);
}

export async function insertExposures(
  db: Queryable,
  exposures: readonly StandingRow[],
  { by, at }: Change,
): Promise<void> {
  await db.query(
    `insert into exposures (id, kind, subject, on_date, entered_by, entered_at)
     select id, kind, decode(subject, 'hex'), "on", $2, $3
       from jsonb_to_recordset($1::jsonb) as e(id uuid, kind text, subject text, "on" date)`,
    [JSON.stringify(exposures), by, at],
  );
}

/** Another date for what stands, and an end for what stood besides: older installations kept several of a kind. */
export async function correctExposures(
  db: Queryable,
  exposures: readonly StandingRow[],
  { by, at }: Change,
): Promise<void> {
  await db.query(
    `update exposures other set ended_at = $2, end_reason = 'mistake'
       from jsonb_to_recordset($1::jsonb) as e(id uuid, kind text, subject text)
      where other.ended_at is null and other.subject = decode(e.subject, 'hex') and other.kind = e.kind
        and other.id <> e.id`,
    [JSON.stringify(exposures), at],
  );
  await db.query(
    `update exposures set on_date = e."on", entered_by = $2, entered_at = $3
       from jsonb_to_recordset($1::jsonb) as e(id uuid, "on" date) where exposures.id = e.id`,
    [JSON.stringify(exposures), by, at],
  );
}

export async function endExposures(db: Queryable, ids: readonly string[], reason: string, at: Date): Promise<void> {
  await db.query('update exposures set ended_at = $3, end_reason = $2 where id = any($1)', [ids, reason, at]);
}

const exposureColumns = `id, kind, on_date::text as "on", entered_at as "enteredAt", ended_at as "endedAt",
  end_reason as "endReason"`;

export async function listExposures(db: Queryable, limit: number): Promise<ExposureRow[]> {
  const { rows } = await db.query<ExposureRow>(
    `select ${exposureColumns} from exposures order by entered_at desc, id desc limit $1`,
    [limit],
  );
  return rows;
}

export async function getExposures(db: Queryable, ids: readonly string[]): Promise<ExposureRow[]> {
  const { rows } = await db.query<ExposureRow>(
    `select ${exposureColumns} from exposures where id = any($1) order by entered_at desc, id desc`,
    [ids],
  );
  return rows;
}

export interface StandingRow {
  readonly id: string;
  /** Hex. */
  readonly subject: string;
  readonly kind: 'case' | 'contact';
  readonly on: string;
}

const standingColumns = `id, encode(subject, 'hex') as subject, kind, on_date::text as "on"`;

/** What stands against these people, the latest date last. */
export async function listStandingOf(db: Queryable, subjects: readonly string[]): Promise<StandingRow[]> {
  const { rows } = await db.query<StandingRow>(
    `select ${standingColumns} from exposures
      where ended_at is null and subject in (select decode(hex, 'hex') from unnest($1::text[]) as hex)
      order by on_date, id`,
    [subjects],
  );
  return rows;
}

/** An entry that stands, with all else that stands against the same person. */
export async function listStandingWith(db: Queryable, id: string): Promise<StandingRow[]> {
  const { rows } = await db.query<StandingRow>(
    `select ${standingColumns} from exposures
      where ended_at is null and subject = (select subject from exposures where id = $1 and ended_at is null)`,
    [id],
  );
  return rows;
}

/** What has not ended and is not older than any rule looks back. */
export async function listStanding(db: Queryable, since: Date): Promise<StandingRow[]> {
  const { rows } = await db.query<StandingRow>(
    `select ${standingColumns} from exposures where ended_at is null and on_date >= $1::date`,
    [since],
  );
  return rows;
}

export interface DoorPlace {
  readonly areaCode: string | null;
  readonly timeZone: string;
}

/** Wherever there are doors. */
export async function listDoorPlaces(db: Queryable): Promise<DoorPlace[]> {
  const { rows } = await db.query<DoorPlace>(
    'select distinct area_code as "areaCode", time_zone as "timeZone" from venues',
  );
  return rows;
}

export async function listEnteredSince(db: Queryable, since: Date): Promise<StandingRow[]> {
  const { rows } = await db.query<StandingRow>(
    `select ${standingColumns} from exposures where ended_at is null and entered_at >= $1`,
    [since],
  );
  return rows;
}

export async function deleteOldExposures(db: Queryable, before: Date): Promise<void> {
  await db.query('delete from exposures where on_date < $1::date', [before]);
  await db.query('delete from incidents where at < $1', [before]);
  // A process of an older version that closes an incident leaves the person in it.
  await db.query('update incidents set person = null where closed_at is not null and person is not null');
}

export interface IncidentRow {
  readonly id: string;
  readonly at: Date;
  readonly venueId: string;
  readonly venueName: string;
  readonly organisationId: string;
  readonly areaCode: string | null;
  readonly gateId: string;
  readonly gateCode: string;
  readonly gateName: string;
  readonly eventId: string;
  readonly attempts: number;
  readonly lastAt: Date;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly note: string | null;
}

export interface NewIncident {
  readonly id: string;
  readonly venueId: string;
  readonly gateId: string;
  readonly eventId: string;
  /** Whoever is black, by a name that is good for this venue and this day. */
  readonly person: string;
  readonly at: Date;
}

/** More of one person do not make the incident another one, and are not counted. */
const mostAttempts = 1_000;

/**
 * Opens an incident, or adds to the one of the same person that is still open at this gate. False where this check-in has done
 * so before. Takes the pool, because a transaction would not outlive the violation.
 */
export async function openIncident(pool: Pool, incident: NewIncident): Promise<boolean> {
  const { id, venueId, gateId, eventId, person, at } = incident;
  try {
    const { rowCount } = await pool.query(
      `insert into incidents as open (id, venue_id, gate_id, event_id, person, events, at, last_at)
       select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, array[$4::uuid], $6::timestamptz, $6::timestamptz
        where not exists (select from incidents where venue_id = $2 and (event_id = $4 or $4 = any(events)))
       on conflict (gate_id, person) where closed_at is null
       do update set events = open.events || excluded.events, last_at = greatest(open.last_at, excluded.last_at)
        where not excluded.events <@ open.events and cardinality(open.events) < $7`,
      [id, venueId, gateId, eventId, person, at, mostAttempts],
    );
    return rowCount === 1;
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'incidents_once') {
      return false;
    }
    throw error;
  }
}

const incidentColumns = `i.id, i.at, i.venue_id as "venueId", v.name as "venueName", v.organisation_id as "organisationId",
  v.area_code as "areaCode",
  i.gate_id as "gateId", g.code as "gateCode", g.name as "gateName", i.event_id as "eventId",
  coalesce(cardinality(i.events), 1) as attempts, coalesce(i.last_at, i.at) as "lastAt", i.closed_at as "closedAt",
  coalesce(a.display_name, d.name) as "closedBy", i.note`;
const incidentTables = `incidents i join venues v on v.id = i.venue_id join gates g on g.id = i.gate_id
  left join accounts a on a.id = i.closed_by left join devices d on d.id = i.closed_by`;

/** Whose incidents: of gates, of an organisation, of an area with all that lies in it; with all null of everybody. */
export interface IncidentScope {
  readonly organisationId: string | null;
  readonly gateIds: readonly string[] | null;
  readonly areaCode: string | null;
}

/** Open ones first, then the newest. */
export async function listIncidents(db: Queryable, scope: IncidentScope, limit: number): Promise<IncidentRow[]> {
  const { rows } = await db.query<IncidentRow>(
    `select ${incidentColumns} from ${incidentTables}
      where ($1::uuid is null or v.organisation_id = $1) and ($2::uuid[] is null or i.gate_id = any($2))
        and ($3::text is null or starts_with(v.area_code || '.', $3 || '.'))
      order by i.closed_at is not null, coalesce(i.last_at, i.at) desc, i.id limit $4`,
    [scope.organisationId, scope.gateIds, scope.areaCode, limit],
  );
  return rows;
}

export async function findIncident(db: Queryable, id: string): Promise<IncidentRow | null> {
  const { rows } = await db.query<IncidentRow>(`select ${incidentColumns} from ${incidentTables} where i.id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

export async function closeIncident(
  db: Queryable,
  { id, by, note, at }: { id: string; by: string | null; note: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update incidents set closed_at = $4, closed_by = $2, note = $3, person = null where id = $1 and closed_at is null',
    [id, by, note, at],
  );
  return rowCount === 1;
}
