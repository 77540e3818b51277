import type { Queryable } from '../database/pool.ts';

/** SQL of the audit record. */

/** What somebody did. Never personal data of those whom it concerns. */
export interface AuditEntry {
  /** The account; null: the software itself. */
  readonly actor: string | null;
  /** Noun and verb, as in `card.approved`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly organisationId: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export async function insertEntries(db: Queryable, entries: readonly AuditEntry[], at: Date): Promise<void> {
  await db.query(
    `insert into audit_entries (at, actor, action, subject, organisation_id, detail)
     select $2, actor, action, subject, "organisationId", coalesce(detail, '{}')
       from jsonb_to_recordset($1::jsonb) as entry
         (actor uuid, action text, subject text, "organisationId" uuid, detail jsonb)`,
    [JSON.stringify(entries), at],
  );
}

export interface EntryRow {
  readonly id: number;
  readonly at: Date;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string;
  readonly organisationId: string | null;
  readonly detail: Record<string, unknown>;
}

export async function listEntries(
  db: Queryable,
  { organisationId, before, limit }: { organisationId: string | null; before: number | null; limit: number },
): Promise<EntryRow[]> {
  const { rows } = await db.query<EntryRow>(
    `select e.id, e.at, e.actor, a.display_name as "actorName", e.action, e.subject,
            e.organisation_id as "organisationId", e.detail
       from audit_entries e left join accounts a on a.id = e.actor
      where ($1::uuid is null or e.organisation_id = $1) and ($2::bigint is null or e.id < $2)
      order by e.id desc limit $3`,
    [organisationId, before, limit],
  );
  return rows;
}
