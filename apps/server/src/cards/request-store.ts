import type { CardRequestView } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';

/** SQL of card requests and batches. */

export interface RequestRow {
  readonly id: string;
  readonly organisationId: string;
  readonly batch: string | null;
  readonly state: CardRequestView['state'];
  readonly requestedBy: { readonly id: string; readonly displayName: string };
  readonly requestedAt: Date;
  readonly decidedBy: { readonly id: string; readonly displayName: string } | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly sealed: string | null;
  readonly forgetAt: Date;
  readonly cardId: string | null;
}

const nobody = '–';
const columns = `r.id, r.organisation_id as "organisationId", r.batch_id as batch, r.state,
  json_build_object('id', r.requested_by, 'displayName', coalesce(a.display_name, '${nobody}')) as "requestedBy",
  r.requested_at as "requestedAt",
  case when r.decided_by is not null then
    json_build_object('id', r.decided_by, 'displayName', coalesce(d.display_name, '${nobody}')) end as "decidedBy",
  r.decided_at as "decidedAt", r.reason, r.sealed, r.forget_at as "forgetAt", r.card_id as "cardId"`;
const people = 'left join accounts a on a.id = r.requested_by left join accounts d on d.id = r.decided_by';

export interface NewRequest {
  readonly id: string;
  readonly position: number;
  readonly sealed: string;
}

export interface Entry {
  readonly organisationId: string;
  readonly batchId: string | null;
  readonly by: string;
  readonly at: Date;
  readonly forgetAt: Date;
}

/** @returns false when the organisation has so many waiting that these would pass `limit` */
export async function insertRequests(
  db: Queryable,
  { organisationId, batchId, by, at, forgetAt }: Entry,
  { requests, limit }: { readonly requests: readonly NewRequest[]; readonly limit: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into card_requests (id, organisation_id, batch_id, position, state, requested_by, requested_at, sealed, forget_at)
     select id, $2, $3, position, 'waiting', $4, $5, sealed, $6
       from jsonb_to_recordset($1::jsonb) as request (id uuid, position integer, sealed text)
      where (select count(*) from card_requests where organisation_id = $2 and state = 'waiting') + $7 <= $8`,
    [JSON.stringify(requests), organisationId, batchId, by, at, forgetAt, requests.length, limit],
  );
  return rowCount === requests.length;
}

export async function insertBatch(
  db: Queryable,
  batch: { id: string; organisationId: string; by: string; at: Date; size: number },
): Promise<void> {
  await db.query(
    'insert into card_batches (id, organisation_id, requested_by, requested_at, size) values ($1, $2, $3, $4, $5)',
    [batch.id, batch.organisationId, batch.by, batch.at, batch.size],
  );
}

/** One request, or those of a batch in the order of the file. */
export type Which = { readonly requestId: string } | { readonly batchId: string };

const idsOf = (which: Which): readonly [string | null, string | null] =>
  'requestId' in which ? [which.requestId, null] : [null, which.batchId];

/** Holds everybody back who would decide about the same, until the transaction ends. */
export async function lockRequests(db: Queryable, organisationId: string, which: Which): Promise<RequestRow[]> {
  const { rows } = await db.query<RequestRow>(
    `select ${columns} from card_requests r ${people}
      where r.organisation_id = $1 and (r.id = $2 or r.batch_id = $3) order by r.position, r.id for update of r`,
    [organisationId, ...idsOf(which)],
  );
  return rows;
}

export async function listRequestsOf(db: Queryable, organisationId: string, which: Which): Promise<RequestRow[]> {
  const { rows } = await db.query<RequestRow>(
    `select ${columns} from card_requests r ${people}
      where r.organisation_id = $1 and (r.id = $2 or r.batch_id = $3) order by r.position, r.id`,
    [organisationId, ...idsOf(which)],
  );
  return rows;
}

export interface RequestPage {
  readonly organisationId: string;
  readonly state: RequestRow['state'] | null;
  readonly batchId: string | null;
  readonly before: string | null;
  readonly limit: number;
}

export async function listRequests(db: Queryable, page: RequestPage): Promise<RequestRow[]> {
  const { rows } = await db.query<RequestRow>(
    `select ${columns} from card_requests r ${people}
      where r.organisation_id = $1 and ($2::text is null or r.state = $2) and ($3::uuid is null or r.batch_id = $3)
        and ($4::uuid is null or r.id < $4)
      order by r.id desc limit $5`,
    [page.organisationId, page.state, page.batchId, page.before, page.limit],
  );
  return rows;
}

export async function refuseRequests(
  db: Queryable,
  ids: readonly string[],
  { by, at, reason, forgetAt }: { by: string; at: Date; reason: string; forgetAt: Date },
): Promise<void> {
  await db.query(
    `update card_requests set state = 'refused', decided_by = $2, decided_at = $3, reason = $4,
            forget_at = least(forget_at, $5)
      where id = any($1::uuid[])`,
    [ids, by, at, reason, forgetAt],
  );
}

export interface ApprovedRequest {
  readonly id: string;
  readonly sealed: string;
  readonly cardId: string;
  readonly certificateId: string;
  /** Hex. */
  readonly personHash: string;
  readonly requestedBy: string;
}

/** Writes the cards and marks their requests, in one statement for all. */
export async function approveRequests(
  db: Queryable,
  approved: readonly ApprovedRequest[],
  { organisationId, keyId, by, at }: { organisationId: string; keyId: string; by: string; at: Date },
): Promise<void> {
  await db.query(
    `with approved as (
       select * from jsonb_to_recordset($1::jsonb) as a (id uuid, sealed text, "cardId" uuid, "certificateId" text,
         "personHash" text, "requestedBy" uuid)),
     made as (
       insert into cards (id, organisation_id, key_id, certificate_id, person_hash, requested_by, approved_by, issued_at)
       select "cardId", $2, $3, "certificateId", decode("personHash", 'hex'), "requestedBy", $4, $5 from approved
       returning id)
     update card_requests r set state = 'approved', decided_by = $4, decided_at = $5, sealed = approved.sealed,
            card_id = made.id
       from approved join made on made.id = approved."cardId" where r.id = approved.id`,
    [JSON.stringify(approved), organisationId, keyId, by, at],
  );
}

export interface BatchRow {
  readonly id: string;
  readonly requestedBy: { readonly id: string; readonly displayName: string };
  readonly requestedAt: Date;
  readonly size: number;
  readonly waiting: number;
  readonly approved: number;
  readonly refused: number;
  readonly expired: number;
  readonly printable: number;
}

/** Newest first, at most a hundred; or the one of this id. */
export async function listBatches(db: Queryable, organisationId: string, id: string | null): Promise<BatchRow[]> {
  const { rows } = await db.query<BatchRow>(
    `select b.id, b.requested_at as "requestedAt", b.size,
            json_build_object('id', b.requested_by, 'displayName', coalesce(a.display_name, '${nobody}')) as "requestedBy",
            c.waiting, c.approved, c.refused, c.expired, c.printable
       from card_batches b left join accounts a on a.id = b.requested_by
       cross join lateral (
         select count(*) filter (where state = 'waiting')::int as waiting,
                count(*) filter (where state = 'approved')::int as approved,
                count(*) filter (where state = 'refused')::int as refused,
                count(*) filter (where state = 'expired')::int as expired,
                count(*) filter (where state = 'approved' and sealed is not null)::int as printable
           from card_requests r where r.batch_id = b.id) c
      where b.organisation_id = $1 and ($2::uuid is null or b.id = $2)
      order by b.id desc limit 100`,
    [organisationId, id],
  );
  return rows;
}

/** How many cards that count each of these persons has for this dose, by the hash in hex. */
export async function countCardsOf(db: Queryable, hashes: readonly Buffer[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ hash: string; count: number }>(
    `select encode(person_hash, 'hex') as hash, count(*)::int as count from cards
      where person_hash = any($1::bytea[]) and revoked_at is null group by person_hash`,
    [hashes],
  );
  return new Map(rows.map(({ hash, count }) => [hash, count]));
}

/** The cards are with their holders: their data is deleted. @returns the cards */
export async function handOut(db: Queryable, requestIds: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with forgotten as (
       update card_requests set sealed = null where id = any($1::uuid[]) and state = 'approved' returning card_id)
     update cards set handed_out_at = coalesce(handed_out_at, $2) where id in (select card_id from forgotten) returning id`,
    [requestIds, now],
  );
  return rows.map(({ id }) => id);
}

const keepRows = `interval '90 days'`;

/** Deletes personal data whose time is over, and later the rows. */
export async function forgetDue(db: Queryable, now: Date): Promise<void> {
  await db.query(
    `update card_requests set sealed = null, state = case when state = 'waiting' then 'expired' else state end
      where forget_at <= $1 and sealed is not null`,
    [now],
  );
  await db.query(`delete from card_requests where forget_at <= $1::timestamptz - ${keepRows}`, [now]);
  await db.query(
    `delete from card_batches b where requested_at <= $1::timestamptz - ${keepRows}
        and not exists (select from card_requests r where r.batch_id = b.id)`,
    [now],
  );
}
