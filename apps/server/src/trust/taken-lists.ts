import type { Environment, LastList, SignedListType } from '@gapura/credentials';
import type { Queryable } from '../database/pool.ts';

export interface TakenList extends LastList {
  readonly type: SignedListType;
  readonly environment: Environment;
}

/** The list of this kind that any process of the installation took last. */
export async function findTakenList(
  db: Queryable,
  type: SignedListType,
  environment: Environment,
): Promise<LastList | null> {
  const { rows } = await db.query<LastList>(
    'select number, digest from signed_lists where type = $1 and environment = $2',
    [type, environment],
  );
  return rows[0] ?? null;
}

/** Remembers a list unless another process has taken a newer one meanwhile. @returns whether it may be used */
export async function takeList(db: Queryable, list: TakenList, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into signed_lists (type, environment, number, digest, taken_at) values ($1, $2, $3, $4, $5)
     on conflict (type, environment) do update
       set number = excluded.number, digest = excluded.digest, taken_at = excluded.taken_at
       where signed_lists.number < excluded.number
         or (signed_lists.number = excluded.number and signed_lists.digest = excluded.digest)`,
    [list.type, list.environment, list.number, list.digest, now],
  );
  return rowCount === 1;
}
