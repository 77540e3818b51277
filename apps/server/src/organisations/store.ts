import type { OrganisationSummary } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';

export async function insertOrganisation(db: Queryable, { id, name }: OrganisationSummary, at: Date): Promise<void> {
  await db.query('insert into organisations (id, name, created_at) values ($1, $2, $3)', [id, name, at]);
}

export async function listOrganisations(db: Queryable, id: string | null): Promise<OrganisationSummary[]> {
  const { rows } = await db.query(
    'select id, name from organisations where $1::uuid is null or id = $1 order by name limit 1000',
    [id],
  );
  return rows;
}
