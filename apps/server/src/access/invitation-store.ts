import type { Role } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';

/** SQL of invitations, and of the gates that they and devices are bound to. */

export interface Invitation {
  /** Null: the link for the first admin. */
  readonly accountId: string | null;
  readonly displayName: string | null;
  readonly signInName: string | null;
  readonly role: Role;
  readonly expiresAt: Date;
}

export async function insertInvitation(
  db: Queryable,
  invitation: { tokenHash: Buffer; accountId: string | null; expiresAt: Date },
): Promise<void> {
  const { tokenHash, accountId, expiresAt } = invitation;
  await db.query('insert into invitations (token_hash, account_id, expires_at) values ($1, $2, $3)', [
    tokenHash,
    accountId,
    expiresAt,
  ]);
}

export async function findInvitation(db: Queryable, tokenHash: Buffer, now: Date): Promise<Invitation | null> {
  const { rows } = await db.query<Invitation>(
    `select i.account_id as "accountId", a.display_name as "displayName", a.sign_in_name as "signInName",
            coalesce(a.role, 'admin') as role, i.expires_at as "expiresAt"
       from invitations i left join accounts a on a.id = i.account_id
      where i.token_hash = $1 and i.expires_at > $2`,
    [tokenHash, now],
  );
  return rows[0] ?? null;
}

/** @returns whether it was still there: of two who use it at once, one */
export async function takeInvitation(db: Queryable, tokenHash: Buffer, now: Date): Promise<boolean> {
  const { rowCount } = await db.query('delete from invitations where token_hash = $1 and expires_at > $2', [
    tokenHash,
    now,
  ]);
  return rowCount === 1;
}

export async function deleteFirstAdminInvitations(db: Queryable): Promise<void> {
  await db.query('delete from invitations where account_id is null');
}

export interface OpenInvitations {
  readonly count: number;
  readonly earliestExpiryAt: Date | null;
}

export async function countOpenInvitations(
  db: Queryable,
  organisationId: string | null,
  now: Date,
): Promise<OpenInvitations> {
  const { rows } = await db.query<OpenInvitations>(
    `select count(*)::int as count, min(i.expires_at) as "earliestExpiryAt"
       from invitations i join accounts a on a.id = i.account_id
      where a.organisation_id is not distinct from $1 and i.expires_at > $2`,
    [organisationId, now],
  );
  return rows[0] ?? { count: 0, earliestExpiryAt: null };
}

export async function findOrganisationName(db: Queryable, id: string): Promise<string | null> {
  const { rows } = await db.query<{ name: string }>('select name from organisations where id = $1', [id]);
  return rows[0]?.name ?? null;
}

export async function findAreaName(db: Queryable, code: string): Promise<string | null> {
  const { rows } = await db.query<{ name: string }>('select name from areas where code = $1', [code]);
  return rows[0]?.name ?? null;
}

export interface GateRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly direction: 'in' | 'out' | 'both';
  readonly closed: boolean;
  readonly organisationId: string;
  readonly venue: {
    id: string;
    name: string;
    category: string;
    timeZone: string;
    address: string;
    opensAt: string | null;
    closesAt: string | null;
  };
}

/** Gates by their ids or their codes, in the order of their names. */
export async function listGates(
  db: Queryable,
  which: { ids: readonly string[] } | { codes: readonly string[] },
): Promise<GateRow[]> {
  const { rows } = await db.query<GateRow>(
    `select g.id, g.code, g.name, g.direction, g.closed_at is not null as closed, v.organisation_id as "organisationId",
            json_build_object('id', v.id, 'name', v.name, 'category', v.category, 'timeZone', v.time_zone, 'address', v.address,
              'opensAt', to_char(v.opens_at, 'HH24:MI'), 'closesAt', to_char(v.closes_at, 'HH24:MI')) as venue
       from gates g join venues v on v.id = g.venue_id
      where g.id = any($1::uuid[]) or g.code = any($2::text[])
      order by v.name, g.name, g.code`,
    'ids' in which ? [which.ids, []] : [[], which.codes],
  );
  return rows;
}
