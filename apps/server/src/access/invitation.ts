import type { InvitationAcceptRequest } from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import { inTransaction, type Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { AccessDeps } from './deps.ts';
import {
  deleteFirstAdminInvitations,
  findInvitation,
  insertInvitation,
  takeInvitation,
  type Invitation,
} from './invitation-store.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import { checkPassword, hashPassword } from './password.ts';
import { createToken, findTokenHash } from './secret-token.ts';
import { activateAccount, insertAccount, lockFirstAdmin } from './store.ts';

export interface InvitationLink {
  readonly url: string;
  readonly expiresAt: Date;
}

const invitationMs = 72 * 3_600_000;

/** Makes a link that works once; whoever opens it becomes the account, or the first admin. */
export async function createInvitation(
  db: Queryable,
  { clock, origin }: AccessDeps,
  accountId: string | null,
): Promise<InvitationLink> {
  const token = createToken();
  const expiresAt = new Date(clock().getTime() + invitationMs);
  await insertInvitation(db, { tokenHash: token.hash, accountId, expiresAt });
  return { url: `${origin}/invitation/${token.text}`, expiresAt };
}

export function createFirstAdminInvitation(deps: AccessDeps): Promise<InvitationLink | null> {
  return inTransaction(deps.pool, async (client) => {
    if (await lockFirstAdmin(client)) {
      return null;
    }
    await deleteFirstAdminInvitations(client);
    return createInvitation(client, deps, null);
  });
}

/** @throws Problem invitation-invalid */
export async function getInvitation({ pool, clock }: AccessDeps, token: string): Promise<Invitation> {
  const tokenHash = findTokenHash(token);
  const invitation = tokenHash === null ? null : await findInvitation(pool, tokenHash, clock());
  if (invitation === null) {
    throw new Problem('invitation-invalid');
  }
  return invitation;
}

interface Acceptance {
  readonly token: string;
  readonly request: InvitationAcceptRequest;
  /** The session that the browser came with, which ends. */
  readonly replaces: Buffer | null;
}

/**
 * Uses the link up, sets the password and signs in, all or nothing.
 * @throws Problem invitation-invalid, body-invalid, password-weak, name-taken
 */
export async function acceptInvitation(deps: AccessDeps, acceptance: Acceptance): Promise<OpenedSession> {
  const { token, request, replaces } = acceptance;
  const invitation = await getInvitation(deps, token);
  const names = chooseNames(invitation, request);
  checkPassword(request.password, names.signInName);
  const passwordHash = await hashPassword(request.password, deps.passwordWork);
  return inTransaction(deps.pool, async (client) => {
    await useUp(client, deps, token, invitation);
    const accountId = invitation.accountId ?? (await createFirstAdmin(client, deps, names, passwordHash));
    if (invitation.accountId !== null) {
      const { displayName } = names;
      await activateAccount(client, accountId, { displayName, passwordHash, now: deps.clock() });
    }
    return openSession(client, deps, { accountId, assurance: 'password' }, replaces);
  });
}

interface Names {
  readonly displayName: string;
  readonly signInName: string;
}

/** Everybody may correct the own display name; the sign-in name is chosen by who invites, or by the first admin. */
function chooseNames(invitation: Invitation, request: InvitationAcceptRequest): Names {
  const { signInName } = invitation;
  if (signInName !== null && (request.signInName ?? signInName) !== signInName) {
    throw invalid('/signInName', 'was chosen by who invited you');
  }
  return {
    displayName: request.displayName ?? invitation.displayName ?? missing('/displayName'),
    signInName: signInName ?? request.signInName ?? missing('/signInName'),
  };
}

function invalid(path: string, message: string): Problem {
  return new Problem('body-invalid', { errors: [{ path, message }] });
}

function missing(path: string): never {
  throw invalid(path, 'is missing');
}

async function useUp(client: Queryable, deps: AccessDeps, token: string, { accountId }: Invitation): Promise<void> {
  const adminExists = accountId === null && (await lockFirstAdmin(client));
  const tokenHash = findTokenHash(token);
  const taken = tokenHash !== null && (await takeInvitation(client, tokenHash, deps.clock()));
  if (adminExists || !taken) {
    throw new Problem('invitation-invalid');
  }
}

async function createFirstAdmin(
  client: Queryable,
  { clock }: AccessDeps,
  names: Names,
  passwordHash: string,
): Promise<string> {
  const id = uuidv7();
  const admin = {
    ...names,
    id,
    role: 'admin',
    organisationId: null,
    areaCode: null,
    gateIds: [],
    passwordHash,
  } as const;
  if (!(await insertAccount(client, { ...admin, createdAt: clock() }))) {
    throw new Problem('name-taken');
  }
  return id;
}
