import type { Queryable } from '../database/pool.ts';

/** SQL of authenticator apps. */

export interface TotpRow {
  readonly sealed: string;
  readonly confirmedAt: Date | null;
}

export async function findTotp(db: Queryable, accountId: string): Promise<TotpRow | null> {
  const { rows } = await db.query<TotpRow>(
    'select sealed, confirmed_at as "confirmedAt" from totp_secrets where account_id = $1',
    [accountId],
  );
  return rows[0] ?? null;
}

/** Replaces a secret that nobody confirmed. @returns false where a confirmed one is there */
export async function putUnconfirmedTotp(
  db: Queryable,
  { accountId, sealed, now }: { accountId: string; sealed: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into totp_secrets as t (account_id, sealed, created_at) values ($1, $2, $3)
     on conflict (account_id) do update set sealed = excluded.sealed, created_at = excluded.created_at, last_step = 0
      where t.confirmed_at is null`,
    [accountId, sealed, now],
  );
  return rowCount === 1;
}

/**
 * Uses the code of a half minute up; the first one that works confirms the secret.
 * @returns false when this or a later code was used already, or the secret is another one by now
 */
export async function useTotpStep(
  db: Queryable,
  { accountId, sealed, step, now }: { accountId: string; sealed: string; step: number; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update totp_secrets set last_step = $3, confirmed_at = coalesce(confirmed_at, $4)
      where account_id = $1 and sealed = $2 and last_step < $3`,
    [accountId, sealed, step, now],
  );
  return rowCount === 1;
}

/** Whether the account has a passkey or a confirmed authenticator app. */
export async function hasSecondFactor(db: Queryable, accountId: string): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    `select exists (select from passkeys where account_id = $1)
         or exists (select from totp_secrets where account_id = $1 and confirmed_at is not null) as has`,
    [accountId],
  );
  return rows[0]?.has === true;
}

/** Takes all second factors away and ends the sessions. */
export async function deleteSecondFactors(db: Queryable, accountId: string): Promise<void> {
  await db.query(
    `with passkeys as (delete from passkeys where account_id = $1),
          challenges as (delete from passkey_challenges where account_id = $1),
          codes as (delete from totp_secrets where account_id = $1)
     delete from sessions where account_id = $1`,
    [accountId],
  );
}

/** A person has proved more since the session was opened. */
export async function raiseSession(db: Queryable, id: string, assurance: 'passkey' | 'password-totp'): Promise<void> {
  await db.query('update sessions set assurance = $2 where id = $1', [id, assurance]);
}
