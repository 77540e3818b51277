import { getOnly, type Queryable } from '../database/pool.ts';

/** All SQL of this room. */

export interface EmployeeRow {
  readonly id: string;
  readonly sealed: string;
  readonly leavesOn: string | null;
  readonly badgeIssuedAt: Date;
}

const columns = `id, sealed, to_char(leaves_on, 'YYYY-MM-DD') as "leavesOn", badge_issued_at as "badgeIssuedAt"`;

/** Holds back whoever else would change this roster, until the transaction ends. */
export async function lockRoster(db: Queryable, organisationId: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`roster:${organisationId}`]);
}

export async function listEmployees(db: Queryable, organisationId: string): Promise<EmployeeRow[]> {
  const { rows } = await db.query<EmployeeRow>(`select ${columns} from employees where organisation_id = $1`, [
    organisationId,
  ]);
  return rows;
}

export async function findEmployee(db: Queryable, organisationId: string, id: string): Promise<EmployeeRow | null> {
  const { rows } = await db.query<EmployeeRow>(
    `select ${columns} from employees where organisation_id = $1 and id = $2`,
    [organisationId, id],
  );
  return rows[0] ?? null;
}

export interface NewEmployee {
  readonly id: string;
  readonly sealed: string;
  /** Hex. */
  readonly codeDigest: string;
  readonly leavesOn: string | null;
}

export async function insertEmployees(
  db: Queryable,
  employees: readonly NewEmployee[],
  { organisationId, at }: { readonly organisationId: string; readonly at: Date },
): Promise<void> {
  await db.query(
    `insert into employees (id, organisation_id, sealed, code_digest, badge_issued_at, leaves_on, created_at)
     select id, $2, sealed, decode("codeDigest", 'hex'), $3, "leavesOn", $3
       from jsonb_to_recordset($1::jsonb) as employee (id uuid, sealed text, "codeDigest" text, "leavesOn" date)`,
    [JSON.stringify(employees), organisationId, at],
  );
}

export async function updateEmployee(
  db: Queryable,
  { id, sealed, leavesOn }: Pick<EmployeeRow, 'id' | 'sealed' | 'leavesOn'>,
): Promise<void> {
  await db.query('update employees set sealed = $2, leaves_on = $3 where id = $1', [id, sealed, leavesOn]);
}

/** The code before is known to nobody any more. */
export async function replaceBadge(
  db: Queryable,
  { id, sealed, codeDigest, at }: { id: string; sealed: string; codeDigest: Buffer; at: Date },
): Promise<void> {
  await db.query('update employees set sealed = $2, code_digest = $3, badge_issued_at = $4 where id = $1', [
    id,
    sealed,
    codeDigest,
    at,
  ]);
}

export async function deleteEmployee(db: Queryable, organisationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from employees where organisation_id = $1 and id = $2', [
    organisationId,
    id,
  ]);
  return rowCount === 1;
}

export interface Bearer {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly leavesOn: string | null;
}

/** Whose codes these are, by the digest in hex. */
export async function findBearers(db: Queryable, digests: readonly Buffer[]): Promise<ReadonlyMap<string, Bearer>> {
  const { rows } = await db.query<Bearer & { digest: string }>({
    name: 'badge-bearers',
    text: `select encode(e.code_digest, 'hex') as digest, e.id, e.organisation_id as "organisationId",
                  o.name as "organisationName", to_char(e.leaves_on, 'YYYY-MM-DD') as "leavesOn"
             from employees e join organisations o on o.id = e.organisation_id
            where e.code_digest = any($1::bytea[])`,
    values: [digests],
  });
  return new Map(rows.map(({ digest, ...bearer }) => [digest, bearer]));
}

/** Whether anybody works for the organisation on that day, as far as it has said. */
export async function hasEmployees(db: Queryable, organisationId: string, today: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'has-roster',
    text: 'select from employees where organisation_id = $1 and (leaves_on is null or leaves_on >= $2) limit 1',
    values: [organisationId, today],
  });
  return rowCount === 1;
}

/** How many were on the roster on each of these days of a zone's calendar. */
export async function countRoster(
  db: Queryable,
  organisationId: string,
  { days, timeZone }: { readonly days: readonly string[]; readonly timeZone: string },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ on: string; count: number }>(
    `select to_char(day, 'YYYY-MM-DD') as "on",
            (select count(*)::int from employees e
              where e.organisation_id = $1 and e.created_at < (day + 1)::timestamp at time zone $3
                and (e.leaves_on is null or e.leaves_on >= day)) as count
       from unnest($2::date[]) as day order by day`,
    [organisationId, days, timeZone],
  );
  return new Map(rows.map(({ on, count }) => [on, count]));
}

/** Deletes those who left longer ago than `keepDays`. */
export async function deleteLongGone(db: Queryable, now: Date, keepDays: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from employees where leaves_on < ($1::timestamptz at time zone 'UTC')::date - $2::integer`,
    [now, keepDays],
  );
  return rowCount ?? 0;
}

export async function getOrganisationName(db: Queryable, organisationId: string): Promise<string> {
  const { rows } = await db.query<{ name: string }>('select name from organisations where id = $1', [organisationId]);
  return getOnly(rows).name;
}
