import type { Queryable } from '../database/pool.ts';

/** SQL of passkeys and their challenges. */

export interface PasskeyRow {
  readonly id: string;
  readonly accountId: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface Challenge {
  readonly id: string;
  readonly accountId: string | null;
  readonly challenge: string;
}

/** @returns false when `limit` challenges are open already */
export async function insertChallenge(
  db: Queryable,
  { id, accountId, challenge }: Challenge,
  { now, expiresAt, limit }: { now: Date; expiresAt: Date; limit: number },
): Promise<boolean> {
  await db.query('delete from passkey_challenges where expires_at <= $1', [now]);
  const { rowCount } = await db.query(
    `insert into passkey_challenges (id, account_id, challenge, expires_at)
     select $1, $2, $3, $4 where (select count(*) from passkey_challenges) < $5`,
    [id, accountId, challenge, expiresAt, limit],
  );
  return rowCount === 1;
}

/** @returns the challenge, which is used up by this */
export async function takeChallenge(
  db: Queryable,
  { id, accountId, now }: { id: string; accountId: string | null; now: Date },
): Promise<string | null> {
  const { rows } = await db.query<{ challenge: string }>(
    `delete from passkey_challenges
      where id = $1 and account_id is not distinct from $2 and expires_at > $3 returning challenge`,
    [id, accountId, now],
  );
  return rows[0]?.challenge ?? null;
}

const columns = `id, account_id as "accountId", credential_id as "credentialId", public_key as "publicKey", counter, transports, name,
  created_at as "createdAt", last_used_at as "lastUsedAt"`;

/** @returns false when this passkey is known already, or the account has `limit` of them */
export async function insertPasskey(db: Queryable, passkey: PasskeyRow, limit: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into passkeys (id, account_id, credential_id, public_key, counter, transports, name, created_at)
     select $1, $2, $3, $4, $5, $6, $7, $8 where (select count(*) from passkeys where account_id = $2) < $9
     on conflict (credential_id) do nothing`,
    [
      passkey.id,
      passkey.accountId,
      passkey.credentialId,
      passkey.publicKey,
      passkey.counter,
      passkey.transports,
      passkey.name,
      passkey.createdAt,
      limit,
    ],
  );
  return rowCount === 1;
}

export async function listPasskeys(db: Queryable, accountId: string): Promise<PasskeyRow[]> {
  const { rows } = await db.query<PasskeyRow>(
    `select ${columns} from passkeys where account_id = $1 order by created_at, id`,
    [accountId],
  );
  return rows;
}

export async function findPasskey(db: Queryable, credentialId: string): Promise<PasskeyRow | null> {
  const { rows } = await db.query<PasskeyRow>(`select ${columns} from passkeys where credential_id = $1`, [
    credentialId,
  ]);
  return rows[0] ?? null;
}

/** @returns false when the counter did not grow: a copy of the passkey was used, or one answer twice */
export async function recordPasskeyUse(db: Queryable, id: string, counter: number, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update passkeys set counter = $2, last_used_at = $3
      where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))`,
    [id, counter, now],
  );
  return rowCount === 1;
}

export async function deletePasskey(db: Queryable, accountId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from passkeys where id = $1 and account_id = $2', [id, accountId]);
  return rowCount === 1;
}
