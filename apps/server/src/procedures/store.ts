import type { ProcedureStep, Situation } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';

/** SQL of this room. */

export interface ProcedureRow {
  readonly situation: Situation;
  readonly steps: readonly ProcedureStep[];
  readonly changedAt: Date;
  readonly changedBy: string | null;
}

export async function listProcedures(db: Queryable, organisationId: string): Promise<ProcedureRow[]> {
  const { rows } = await db.query<ProcedureRow>(
    `select p.situation, p.steps, p.changed_at as "changedAt", a.display_name as "changedBy"
       from procedures p left join accounts a on a.id = p.changed_by where p.organisation_id = $1`,
    [organisationId],
  );
  return rows;
}

export interface NewProcedure {
  readonly organisationId: string;
  readonly situation: Situation;
  readonly steps: readonly ProcedureStep[];
  readonly at: Date;
  readonly by: string | null;
}

/** False where there is no such organisation. */
export async function putProcedure(
  db: Queryable,
  { organisationId, situation, steps, at, by }: NewProcedure,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into procedures (organisation_id, situation, steps, changed_at, changed_by)
     select id, $2, $3::jsonb, $4, $5 from organisations where id = $1
     on conflict (organisation_id, situation)
     do update set steps = excluded.steps, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [organisationId, situation, JSON.stringify(steps), at, by],
  );
  return rowCount === 1;
}

/** False where there was none. */
export async function deleteProcedure(db: Queryable, organisationId: string, situation: Situation): Promise<boolean> {
  const { rowCount } = await db.query('delete from procedures where organisation_id = $1 and situation = $2', [
    organisationId,
    situation,
  ]);
  return rowCount === 1;
}
