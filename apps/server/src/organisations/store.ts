import type { OrganisationSummary } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';

export interface OrganisationRow extends OrganisationSummary {
  readonly createdAt: Date;
}

/** False where the name is taken. */
export async function insertOrganisation(db: Queryable, { id, name, createdAt }: OrganisationRow): Promise<boolean> {
  const { rowCount } = await db.query(
    'insert into organisations (id, name, created_at) values ($1, $2, $3) on conflict (name) do nothing',
    [id, name, createdAt],
  );
  return rowCount === 1;
}

/** By name; `id` null means all of them. */
export async function selectOrganisations(db: Queryable, id: string | null): Promise<OrganisationSummary[]> {
  const { rows } = await db.query<OrganisationSummary>(
    'select id, name from organisations where $1::uuid is null or id = $1 order by name',
    [id],
  );
  return rows;
}

export async function findOrganisationByName(db: Queryable, name: string): Promise<OrganisationSummary | null> {
  const { rows } = await db.query<OrganisationSummary>('select id, name from organisations where name = $1', [name]);
  return rows[0] ?? null;
}
