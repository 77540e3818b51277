import type { CardLimits } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';
import type { NewSigningKey } from './signing-key.ts';

/** SQL of issuers and their keys. */

export interface IssuerRow {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly grantedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly limits: CardLimits;
}

const issuerColumns = `i.organisation_id as "organisationId", o.name as "organisationName", i.granted_at as "grantedAt",
  i.withdrawn_at as "withdrawnAt", json_build_object('perHour', i.per_hour, 'perDay', i.per_day,
  'perPersonDay', i.per_person_day) as limits`;

export async function listIssuers(db: Queryable, organisationId: string | null): Promise<IssuerRow[]> {
  const { rows } = await db.query<IssuerRow>(
    `select ${issuerColumns} from card_issuers i join organisations o on o.id = i.organisation_id
      where $1::uuid is null or i.organisation_id = $1 order by o.name limit 1000`,
    [organisationId],
  );
  return rows;
}

/** Holds everybody else back who issues for this organisation or changes its right, until the transaction ends. */
export async function lockIssuer(db: Queryable, organisationId: string): Promise<IssuerRow | null> {
  const { rows } = await db.query<IssuerRow>(
    `select ${issuerColumns} from card_issuers i join organisations o on o.id = i.organisation_id
      where i.organisation_id = $1 for update of i`,
    [organisationId],
  );
  return rows[0] ?? null;
}

export interface Grant {
  readonly organisationId: string;
  readonly by: string;
  readonly at: Date;
  readonly limits: CardLimits;
}

/** Gives the right, again after a withdrawal, or changes its limits. */
export async function putIssuer(db: Queryable, { organisationId, by, at, limits }: Grant): Promise<void> {
  await db.query(
    `insert into card_issuers as i (organisation_id, granted_at, granted_by, per_hour, per_day, per_person_day)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (organisation_id) do update
        set granted_at = case when i.withdrawn_at is null then i.granted_at else excluded.granted_at end,
            granted_by = case when i.withdrawn_at is null then i.granted_by else excluded.granted_by end,
            withdrawn_at = null, per_hour = excluded.per_hour, per_day = excluded.per_day,
            per_person_day = excluded.per_person_day`,
    [organisationId, at, by, limits.perHour, limits.perDay, limits.perPersonDay],
  );
}

export async function withdrawIssuer(db: Queryable, organisationId: string, now: Date): Promise<void> {
  await db.query('update card_issuers set withdrawn_at = coalesce(withdrawn_at, $2) where organisation_id = $1', [
    organisationId,
    now,
  ]);
}

export interface KeyRow {
  readonly id: string;
  readonly organisationId: string;
  readonly keyId: string;
  readonly certificatePem: string;
  readonly sealedKey: string | null;
  readonly createdAt: Date;
  readonly validUntil: Date;
  readonly retiredAt: Date | null;
  readonly revokedAt: Date | null;
}

const keyColumns = `id, organisation_id as "organisationId", key_id as "keyId", certificate_pem as "certificatePem",
  sealed_key as "sealedKey", created_at as "createdAt", valid_until as "validUntil", retired_at as "retiredAt",
  revoked_at as "revokedAt"`;

export async function insertKey(
  db: Queryable,
  organisationId: string,
  key: NewSigningKey & { readonly createdAt: Date },
): Promise<void> {
  await db.query(
    `insert into card_keys (id, organisation_id, key_id, certificate_pem, sealed_key, created_at, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [key.id, organisationId, key.keyId, key.certificatePem, key.sealedKey, key.createdAt, key.validUntil],
  );
}

export async function findKeyInUse(db: Queryable, organisationId: string): Promise<KeyRow | null> {
  const { rows } = await db.query<KeyRow>(
    `select ${keyColumns} from card_keys where organisation_id = $1 and retired_at is null`,
    [organisationId],
  );
  return rows[0] ?? null;
}

export async function listKeys(db: Queryable, organisationId: string | null): Promise<KeyRow[]> {
  const { rows } = await db.query<KeyRow>(
    `select ${keyColumns} from card_keys where $1::uuid is null or organisation_id = $1 order by created_at desc, id desc`,
    [organisationId],
  );
  return rows;
}

/** The private key is gone for good; its cards go on counting. */
export async function retireKeys(db: Queryable, organisationId: string, now: Date): Promise<void> {
  await db.query(
    'update card_keys set retired_at = $2, sealed_key = null where organisation_id = $1 and retired_at is null',
    [organisationId, now],
  );
}

/** @returns how many keys are no longer trusted by this */
export async function revokeKeys(db: Queryable, organisationId: string, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `update card_keys set retired_at = coalesce(retired_at, $2), sealed_key = null, revoked_at = $2
      where organisation_id = $1 and revoked_at is null`,
    [organisationId, now],
  );
  return rowCount ?? 0;
}

/** Nobody decides any more about what an issuer without the right has waiting; its personal data goes. */
export async function expireRequests(db: Queryable, organisationId: string): Promise<void> {
  await db.query(
    `update card_requests set state = 'expired', sealed = null where organisation_id = $1 and state = 'waiting'`,
    [organisationId],
  );
}

/** What has been signed and not been printed cannot be printed any more. */
export async function forgetRequests(db: Queryable, organisationId: string): Promise<void> {
  await db.query('update card_requests set sealed = null where organisation_id = $1 and sealed is not null', [
    organisationId,
  ]);
}

/** The certificates of issuers that this installation accepts now. */
export async function listTrustedCertificates(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ pem: string }>(
    'select certificate_pem as pem from card_keys where revoked_at is null order by created_at, id',
  );
  return rows.map(({ pem }) => pem);
}

/** Those revoked first come first. */
export async function listDenied(db: Queryable): Promise<Set<string>> {
  const { rows } = await db.query<{ identifier: string }>(
    'select identifier from denied_identifiers order by denied_at, identifier',
  );
  return new Set(rows.map(({ identifier }) => identifier));
}
