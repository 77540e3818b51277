import { uuidv7 } from 'uuidv7';
import type { Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { AccessDeps } from './deps.ts';
import { createToken } from './secret-token.ts';
import { deviceSessionMs, sessionsPerAccount, staffSessionMs, type Session } from './session.ts';
import { deleteSessionByToken, findSessionByToken, insertSession } from './store.ts';

export interface OpenedSession {
  /** For the cookie; the database holds only its hash. */
  readonly token: string;
  readonly session: Session;
}

export type SessionHolder =
  | { readonly accountId: string; readonly assurance: 'password' | 'passkey' }
  | { readonly deviceId: string };

/**
 * Opens a session with a new token, and ends the one that the browser came with: a planted token never becomes signed in.
 * @throws Problem sign-in-failed when the account has been disabled meanwhile
 */
export async function openSession(
  db: Queryable,
  { clock }: Pick<AccessDeps, 'clock'>,
  holder: SessionHolder,
  replaces: Buffer | null,
): Promise<OpenedSession> {
  const createdAt = clock();
  const token = createToken();
  const forStaff = 'accountId' in holder;
  const fresh = {
    id: uuidv7(),
    tokenHash: token.hash,
    accountId: forStaff ? holder.accountId : null,
    deviceId: forStaff ? null : holder.deviceId,
    createdAt,
    assurance: forStaff ? holder.assurance : ('device' as const),
    expiresAt: new Date(createdAt.getTime() + (forStaff ? staffSessionMs : deviceSessionMs)),
  };
  const inserted = await insertSession(db, fresh, sessionsPerAccount);
  const session = inserted ? await findSessionByToken(db, token.hash, createdAt) : null;
  if (session === null) {
    throw new Problem('sign-in-failed');
  }
  if (replaces !== null) {
    await deleteSessionByToken(db, replaces);
  }
  return { token: token.text, session };
}
