import type { Queryable } from '../database/pool.ts';
import type { Gate } from '../venues/index.ts';
import type { StoredCorrection } from './command.ts';

export interface CorrectionQuery {
  readonly venueId: string;
  /** Null: of all gates. */
  readonly gateId: string | null;
  readonly since: Date;
  readonly count: number;
}

export interface CorrectionRow {
  readonly stored: StoredCorrection;
  readonly gate: Pick<Gate, 'code' | 'name' | 'direction'>;
  /** Name of the account or the device that made it. */
  readonly by: string | null;
}

/** The newest first. */
export async function listCorrections(
  db: Queryable,
  { venueId, gateId, since, count }: CorrectionQuery,
): Promise<CorrectionRow[]> {
  const { rows } = await db.query<CorrectionRow>({
    name: 'corrections',
    text: `select stored_correction(k) as stored, coalesce(a.display_name, d.name) as by,
                  json_build_object('code', g.code, 'name', g.name, 'direction', g.direction) as gate
             from corrections k join gates g on g.id = k.gate_id
             left join accounts a on a.id = k.by_account
             left join devices d on d.id = k.by_account
            where k.venue_id = $1 and k.at >= $2 and ($3::uuid is null or k.gate_id = $3)
            order by k.at desc limit $4`,
    values: [venueId, since, gateId, count],
  });
  return rows;
}

/** Whoever acts is an account, or a device that is paired with a gate. */
export async function findNameOfActor(db: Queryable, id: string | null): Promise<string | null> {
  const { rows } = await db.query<{ name: string }>(
    'select display_name as name from accounts where id = $1 union all select name from devices where id = $1',
    [id],
  );
  return rows[0]?.name ?? null;
}
