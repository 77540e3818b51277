import type { Role } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';
import type { Session } from './session.ts';

/** SQL of accounts and sessions. */

export interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly signInName: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly areaCode: string | null;
}

export interface NewAccount extends Account {
  readonly gateIds: readonly string[];
  /** With a password the account is active at once. */
  readonly passwordHash: string | null;
  readonly createdAt: Date;
}

const accountColumns = `a.id, a.display_name as "displayName", a.sign_in_name as "signInName", a.role, a.organisation_id as "organisationId",
  a.area_code as "areaCode"`;

/** @returns false when the sign-in name is taken */
export async function insertAccount(db: Queryable, account: NewAccount): Promise<boolean> {
  const { rowCount } = await db.query(
    `with account as (
       insert into accounts (id, display_name, sign_in_name, role, organisation_id, password_hash, created_at, activated_at, area_code)
       values ($1, $2, $3, $4, $5, $6, $7, case when $6::text is not null then $7::timestamptz end, $9)
       on conflict (sign_in_name) do nothing returning id),
     gates as (
       insert into account_gates (account_id, gate_id) select account.id, gate from account, unnest($8::uuid[]) gate)
     select id from account`,
    [
      account.id,
      account.displayName,
      account.signInName,
      account.role,
      account.organisationId,
      account.passwordHash,
      account.createdAt,
      account.gateIds,
      account.areaCode,
    ],
  );
  return rowCount === 1;
}

export async function findSignIn(
  db: Queryable,
  signInName: string,
): Promise<{ id: string; passwordHash: string | null } | null> {
  const { rows } = await db.query<{ id: string; passwordHash: string | null }>(
    `select id, password_hash as "passwordHash" from accounts
      where sign_in_name = $1 and activated_at is not null and disabled_at is null`,
    [signInName],
  );
  return rows[0] ?? null;
}

export async function findAccount(db: Queryable, id: string): Promise<Account | null> {
  const { rows } = await db.query<Account>(`select ${accountColumns} from accounts a where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function activateAccount(
  db: Queryable,
  id: string,
  { displayName, passwordHash, now }: { displayName: string; passwordHash: string; now: Date },
): Promise<void> {
  await db.query('update accounts set display_name = $2, password_hash = $3, activated_at = $4 where id = $1', [
    id,
    displayName,
    passwordHash,
    now,
  ]);
}

/** Nobody ever came: nothing else knows this account, so its name becomes free. */
export async function deleteInvitedAccount(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from accounts where id = $1 and activated_at is null', [id]);
  return rowCount === 1;
}

export async function disableAccount(db: Queryable, id: string, now: Date): Promise<void> {
  await db.query(
    `with disabled as (update accounts set disabled_at = coalesce(disabled_at, $2) where id = $1),
          passkeys as (delete from passkeys where account_id = $1),
          codes as (delete from totp_secrets where account_id = $1),
          challenges as (delete from passkey_challenges where account_id = $1)
     delete from sessions where account_id = $1`,
    [id, now],
  );
}

/** Holds other processes back until the transaction ends, and says whether an admin works here. */
export async function lockFirstAdmin(db: Queryable): Promise<boolean> {
  await db.query("select pg_advisory_xact_lock(hashtext('gapura-first-admin'))");
  const { rows } = await db.query<{ exists: boolean }>(
    `select exists (select from accounts where role = 'admin' and activated_at is not null and disabled_at is null)`,
  );
  return rows[0]?.exists === true;
}

export interface StaffRow extends Account {
  readonly organisationName: string | null;
  readonly areaName: string | null;
  readonly gates: readonly string[];
  readonly state: 'invited' | 'active' | 'disabled';
}

/** Newest first, at most a thousand. */
export async function listStaff(db: Queryable, scope: { organisationId?: string; id?: string }): Promise<StaffRow[]> {
  const { rows } = await db.query<StaffRow>(
    `select ${accountColumns}, o.name as "organisationName", r.name as "areaName",
            array(select g.code from account_gates b join gates g on g.id = b.gate_id
                   where b.account_id = a.id order by g.code) as gates,
            case when a.disabled_at is not null then 'disabled' when a.activated_at is null then 'invited' else 'active' end as state
       from accounts a left join organisations o on o.id = a.organisation_id
            left join areas r on r.code = a.area_code
      where ($1::uuid is null or a.organisation_id = $1) and ($2::uuid is null or a.id = $2)
      order by a.created_at desc, a.id desc limit 1000`,
    [scope.organisationId ?? null, scope.id ?? null],
  );
  return rows;
}

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly accountId: string | null;
  readonly deviceId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly assurance: Session['assurance'];
}

/** @returns false when the account was disabled in the meantime */
export async function insertSession(db: Queryable, session: NewSession, keep: number): Promise<boolean> {
  // The lock on the account's row orders this against disabling it, which deletes the sessions it sees.
  const { rowCount } = await db.query(
    `with holder as (
       select id from accounts where id = $3 and activated_at is not null and disabled_at is null for update),
     surplus as (
       delete from sessions where id in (
         select id from sessions where account_id = $3 order by created_at desc, id desc offset $7 - 1))
     insert into sessions (id, token_hash, account_id, device_id, created_at, last_seen_at, expires_at, assurance)
     select $1, $2, $3, $4, $5, $5, $6, $8 where $4::uuid is not null or exists (select from holder)`,
    [
      session.id,
      session.tokenHash,
      session.accountId,
      session.deviceId,
      session.createdAt,
      session.expiresAt,
      keep,
      session.assurance,
    ],
  );
  return rowCount === 1;
}

export interface StoredSession extends Session {
  readonly lastSeenAt: Date;
}

export async function findSessionByToken(db: Queryable, tokenHash: Buffer, now: Date): Promise<StoredSession | null> {
  const { rows } = await db.query<StoredSession>({
    name: 'session',
    text: `select s.id, s.account_id as "accountId", s.device_id as "deviceId", s.expires_at as "expiresAt",
                  s.last_seen_at as "lastSeenAt", s.assurance, coalesce(a.role, 'officer') as role,
                  coalesce(a.organisation_id, v.organisation_id) as "organisationId", a.area_code as "areaCode",
                  case when s.device_id is null then array(select gate_id from account_gates b where b.account_id = a.id)
                       else array[d.gate_id] end as "gateIds"
             from sessions s
             left join accounts a on a.id = s.account_id and a.disabled_at is null
             left join devices d on d.id = s.device_id
             left join gates g on g.id = d.gate_id
             left join venues v on v.id = g.venue_id
            where s.token_hash = $1 and s.expires_at > $2 and num_nonnulls(a.id, d.id) = 1`,
    values: [tokenHash, now],
  });
  return rows[0] ?? null;
}

export async function touchSession(db: Queryable, id: string, now: Date): Promise<void> {
  await db.query({
    name: 'touch-session',
    text: 'update sessions set last_seen_at = greatest(last_seen_at, $2) where id = $1',
    values: [id, now],
  });
}

export async function deleteSessionByToken(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.query('delete from sessions where token_hash = $1', [tokenHash]);
}

/**
 * Counts a try before its outcome is known, in one statement: parallel tries cannot pass the limit together.
 * From the fifth try without success on, each starts a wait: half a minute, doubling to a quarter of an hour.
 * @returns null when the try may go on, else when the wait ends
 */
export async function countTry(db: Queryable, nameHash: Buffer, now: Date): Promise<Date | null> {
  const { rowCount } = await db.query(
    `insert into sign_in_tries as t (name_hash, tries, last_at) values ($1, 1, $2)
     on conflict (name_hash) do update
        set tries = t.tries + 1, last_at = $2,
            wait_until = case when t.tries >= 4 then $2::timestamptz
              + least(interval '15 minutes', interval '30 seconds' * power(2, least(t.tries - 4, 10))) end
      where t.wait_until is null or t.wait_until <= $2`,
    [nameHash, now],
  );
  if (rowCount === 1) {
    return null;
  }
  const { rows } = await db.query<{ waitUntil: Date | null }>(
    'select wait_until as "waitUntil" from sign_in_tries where name_hash = $1',
    [nameHash],
  );
  return rows[0]?.waitUntil ?? now;
}

export async function forgetTries(db: Queryable, nameHash: Buffer): Promise<void> {
  await db.query('delete from sign_in_tries where name_hash = $1', [nameHash]);
}

const keepDisabledAccounts = `interval '1 year'`;
const keepTries = `interval '1 hour'`;

export async function deleteExpiredRows(db: Queryable, now: Date): Promise<void> {
  for (const statement of [
    'delete from sessions where expires_at <= $1',
    'delete from invitations where expires_at <= $1',
    'delete from pairings where expires_at <= $1',
    'delete from passkey_challenges where expires_at <= $1',
    `delete from sign_in_tries where last_at <= $1::timestamptz - ${keepTries}`,
    `delete from accounts where disabled_at <= $1::timestamptz - ${keepDisabledAccounts}`,
    // An invitation that nobody took, and a device that was not seen before its session ended.
    `delete from accounts a where activated_at is null and created_at <= $1
        and not exists (select from invitations i where i.account_id = a.id)`,
    `delete from devices d where paired_at <= $1 and not exists (select from sessions s where s.device_id = d.id)`,
  ]) {
    await db.query(statement, [now]);
  }
}
