import type { Role } from '@gapura/contract';
import type { FastifyRequest } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { inTransaction } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { AccessDeps, AccessOptions } from './deps.ts';
import { createFirstAdminInvitation, type InvitationLink } from './invitation.ts';
import { checkPassword, hashPassword } from './password.ts';
import { createSessionCookie } from './session-cookie.ts';
import type { Session } from './session.ts';
import { deleteExpiredRows, findSessionByToken, insertAccount, touchSession } from './store.ts';
import { createWorkLimit } from '../http/work-limit.ts';

export interface StaffWithPassword {
  readonly displayName: string;
  readonly signInName: string;
  readonly role: Role;
  /** Null for overseers and admins only. */
  readonly organisationId: string | null;
  /** Of an overseer. */
  readonly areaCode?: string | null;
  readonly gateIds: readonly string[];
  readonly password: string;
}

/** Who is signed in, and the ways for staff to come in. */
export interface Access {
  readonly deps: AccessDeps;
  findSession(request: FastifyRequest): Promise<Session | null>;
  /** @throws Problem sign-in-required */
  getSession(request: FastifyRequest): Promise<Session>;
  /** A fresh link for the first admin, which replaces earlier ones; null when an admin works here already. */
  createFirstAdminInvitation(): Promise<InvitationLink | null>;
  /**
   * Staff without an invitation, for the demo.
   * @throws Problem name-taken, password-weak
   */
  createStaffWithPassword(staff: StaffWithPassword): Promise<{ id: string }>;
  /** Deletes what has expired. Several processes may do it at once. */
  deleteExpired(): Promise<void>;
}

// Each verification of a password takes 19 MiB and a thread for some 10 ms; check-ins go on beside them.
const passwordsAtOnce = 2;
const passwordsWaiting = 200;

export function createAccess({ rpName = 'Gapura', ...options }: AccessOptions): Access {
  const deps: AccessDeps = {
    ...options,
    rpName,
    cookie: createSessionCookie(options.origin, options.clock),
    passwordWork: createWorkLimit({ running: passwordsAtOnce, waiting: passwordsWaiting }),
  };
  const known = new WeakMap<FastifyRequest, Promise<Session | null>>();
  const findSession = (request: FastifyRequest): Promise<Session | null> => {
    const session = known.get(request) ?? findSessionOf(deps, request);
    known.set(request, session);
    return session;
  };
  return {
    deps,
    findSession,
    async getSession(request) {
      const session = await findSession(request);
      if (session === null) {
        throw new Problem('sign-in-required');
      }
      return session;
    },
    createFirstAdminInvitation: () => createFirstAdminInvitation(deps),
    createStaffWithPassword: (staff) => createStaffWithPassword(deps, staff),
    deleteExpired: () => inTransaction(deps.pool, (client) => deleteExpiredRows(client, deps.clock())),
  };
}

const touchEveryMs = 60_000;

async function findSessionOf({ pool, clock, cookie }: AccessDeps, request: FastifyRequest): Promise<Session | null> {
  const tokenHash = cookie.readHash(request);
  if (tokenHash === null) {
    return null;
  }
  const now = clock();
  const stored = await findSessionByToken(pool, tokenHash, now);
  if (stored === null) {
    return null;
  }
  const { lastSeenAt, ...session } = stored;
  if (now.getTime() - lastSeenAt.getTime() >= touchEveryMs) {
    await touchSession(pool, session.id, now);
  }
  return session;
}

async function createStaffWithPassword(deps: AccessDeps, staff: StaffWithPassword): Promise<{ id: string }> {
  const { password, ...account } = staff;
  checkPassword(password, staff.signInName);
  const passwordHash = await hashPassword(password, deps.passwordWork);
  const id = uuidv7();
  if (!(await insertAccount(deps.pool, { areaCode: null, ...account, id, passwordHash, createdAt: deps.clock() }))) {
    throw new Problem('name-taken');
  }
  return { id };
}
