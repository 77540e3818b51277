import type { Queryable } from '../database/pool.ts';

/** SQL of cards. */

interface Person {
  readonly id: string;
  readonly displayName: string;
}

export interface CardRow {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly certificateId: string;
  readonly requestedBy: Person;
  readonly approvedBy: Person;
  readonly issuedAt: Date;
  readonly handedOutAt: Date | null;
  readonly revoked: { readonly at: string; readonly by: Person; readonly reason: string } | null;
}

const person = (column: string, table: string): string =>
  `json_build_object('id', c.${column}, 'displayName', coalesce(${table}.display_name, '–'))`;
const select = `select c.id, json_build_object('id', o.id, 'name', o.name) as organisation, c.certificate_id as "certificateId",
    ${person('requested_by', 'a')} as "requestedBy", ${person('approved_by', 'b')} as "approvedBy",
    c.issued_at as "issuedAt", c.handed_out_at as "handedOutAt",
    case when c.revoked_at is not null then json_build_object('at', c.revoked_at, 'reason', c.revoke_reason,
      'by', ${person('revoked_by', 'd')}) end as revoked
  from cards c join organisations o on o.id = c.organisation_id
  left join accounts a on a.id = c.requested_by left join accounts b on b.id = c.approved_by
  left join accounts d on d.id = c.revoked_by`;

export async function listCards(
  db: Queryable,
  page: { organisationId: string | null; before: string | null; limit: number },
): Promise<CardRow[]> {
  const { rows } = await db.query<CardRow>(
    `${select} where ($1::uuid is null or c.organisation_id = $1) and ($2::uuid is null or c.id < $2)
      order by c.id desc limit $3`,
    [page.organisationId, page.before, page.limit],
  );
  return rows;
}

export async function findCard(
  db: Queryable,
  { cardId, certificateIds }: { readonly cardId: string | null; readonly certificateIds: readonly string[] },
): Promise<CardRow | null> {
  const { rows } = await db.query<CardRow>(`${select} where c.id = $1 or c.certificate_id = any($2::text[])`, [
    cardId,
    certificateIds,
  ]);
  return rows[0] ?? null;
}

export interface CardRevocation {
  readonly id: string;
  readonly identifier: string;
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

/** Denies the card at every gate and deletes what could still be printed. @returns false when it was revoked before */
export async function revokeCardRow(db: Queryable, revocation: CardRevocation): Promise<boolean> {
  const { id, identifier, by, at, reason } = revocation;
  const { rowCount } = await db.query(
    'update cards set revoked_at = $2, revoked_by = $3, revoke_reason = $4 where id = $1 and revoked_at is null',
    [id, at, by, reason],
  );
  if (rowCount !== 1) {
    return false;
  }
  await db.query(
    `insert into denied_identifiers (identifier, denied_at, denied_by, reason) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [identifier, at, by, reason],
  );
  await db.query('update card_requests set sealed = null where card_id = $1', [id]);
  return true;
}
