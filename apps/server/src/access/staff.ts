import type { InvitationReply, StaffMember, StaffRequest } from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import { inTransaction } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { AccessDeps } from './deps.ts';
import { createInvitation } from './invitation.ts';
import { countOpenInvitations, findAreaName, findOrganisationName, listGates } from './invitation-store.ts';
import { authorise, type Scope } from './permissions.ts';
import { presentStaff } from './present.ts';
import type { Session } from './session.ts';
import { deleteInvitedAccount, disableAccount, insertAccount, listStaff } from './store.ts';

const openInvitationsPerOrganisation = 100;

const inOrganisation = (organisationId: string | null): Scope => (organisationId === null ? {} : { organisationId });

/** Admins see everybody, or one organisation; managers see their own. */
export async function readStaff(deps: AccessDeps, session: Session, organisationId?: string): Promise<StaffMember[]> {
  const scope = inOrganisation(organisationId ?? session.organisationId);
  authorise(session, 'staff.read', scope);
  const rows = await listStaff(deps.pool, scope);
  return rows.map(presentStaff);
}

interface Placement {
  readonly organisationId: string | null;
  readonly areaCode: string | null;
  readonly gateIds: readonly string[];
}

/**
 * Makes an account that waits for its owner, and the link that leads there.
 * @throws Problem permission-missing, name-taken, organisation-unknown, area-unknown, gate-unknown, body-invalid, rate-limited
 */
export async function inviteStaff(deps: AccessDeps, session: Session, request: StaffRequest): Promise<InvitationReply> {
  authorise(session, 'staff.invite', inOrganisation(session.organisationId));
  const placement = await getPlacement(deps, session, request);
  await checkOpenInvitations(deps, placement.organisationId);
  const { displayName, signInName, role } = request;
  const account = { id: uuidv7(), displayName, signInName, role, ...placement, passwordHash: null };
  const link = await inTransaction(deps.pool, async (client) => {
    if (!(await insertAccount(client, { ...account, createdAt: deps.clock() }))) {
      throw new Problem('name-taken');
    }
    return createInvitation(client, deps, account.id);
  });
  const [row] = await listStaff(deps.pool, { id: account.id });
  return {
    url: link.url,
    expiresAt: link.expiresAt.toISOString(),
    staff: row === undefined ? null : presentStaff(row),
  };
}

async function getPlacement(deps: AccessDeps, session: Session, request: StaffRequest): Promise<Placement> {
  refuse(request.role !== 'overseer' && request.area !== undefined, '/area', 'only overseers act for an area');
  if (request.role === 'officer') {
    return placeOfficer(deps, session, request);
  }
  refuse((request.gates ?? []).length > 0, '/gates', 'only officers are bound to gates');
  if (request.role === 'manager' || request.role === 'issuer') {
    return { organisationId: await getOrganisationId(deps, session, request), areaCode: null, gateIds: [] };
  }
  authorise(session, 'staff.invite', {});
  refuse(request.organisationId !== undefined, '/organisationId', `an ${request.role} belongs to no organisation`);
  const areaCode = request.role === 'overseer' ? await getAreaCode(deps, request) : null;
  return { organisationId: null, areaCode, gateIds: [] };
}

async function getAreaCode({ pool }: AccessDeps, { area }: StaffRequest): Promise<string> {
  if (area === undefined) {
    throw invalid('/area', 'is missing');
  }
  if ((await findAreaName(pool, area)) === null) {
    throw new Problem('area-unknown');
  }
  return area;
}

async function getOrganisationId(deps: AccessDeps, session: Session, request: StaffRequest): Promise<string> {
  const organisationId = request.organisationId ?? session.organisationId;
  if (organisationId === null) {
    throw invalid('/organisationId', 'is missing');
  }
  authorise(session, 'staff.invite', { organisationId });
  if ((await findOrganisationName(deps.pool, organisationId)) === null) {
    throw new Problem('organisation-unknown');
  }
  return organisationId;
}

async function placeOfficer(deps: AccessDeps, session: Session, request: StaffRequest): Promise<Placement> {
  const codes = new Set(request.gates);
  const gates = await listGates(deps.pool, { codes: [...codes] });
  const [first] = gates;
  refuse(codes.size === 0, '/gates', 'an officer is bound to at least one gate');
  if (first === undefined || gates.length < codes.size) {
    throw new Problem('gate-unknown');
  }
  for (const { organisationId, id } of gates) {
    authorise(session, 'staff.invite', { organisationId, gateId: id });
  }
  const { organisationId = first.organisationId } = request;
  refuse(
    gates.some((gate) => gate.organisationId !== organisationId),
    '/gates',
    'belong to another organisation',
  );
  return { organisationId, areaCode: null, gateIds: gates.map(({ id }) => id) };
}

function invalid(path: string, message: string): Problem {
  return new Problem('body-invalid', { errors: [{ path, message }] });
}

function refuse(wrong: boolean, path: string, message: string): void {
  if (wrong) {
    throw invalid(path, message);
  }
}

async function checkOpenInvitations({ pool, clock }: AccessDeps, organisationId: string | null): Promise<void> {
  const now = clock();
  const { count, earliestExpiryAt } = await countOpenInvitations(pool, organisationId, now);
  if (count >= openInvitationsPerOrganisation && earliestExpiryAt !== null) {
    const retryAfterSeconds = Math.ceil((earliestExpiryAt.getTime() - now.getTime()) / 1000);
    throw new Problem('rate-limited', { retryAfterSeconds, detail: 'Too many invitations are open.' });
  }
}

/**
 * Ends an account with all its sessions; one that nobody accepted yet disappears.
 * @throws Problem account-unknown, permission-missing
 */
export async function disableStaff({ pool, clock }: AccessDeps, session: Session, id: string): Promise<void> {
  const [row] = await listStaff(pool, { id });
  if (row === undefined) {
    throw new Problem('account-unknown');
  }
  authorise(session, 'staff.disable', inOrganisation(row.organisationId));
  if (session.accountId === id) {
    throw new Problem('permission-missing', { detail: 'Nobody disables the own account.' });
  }
  if (!(await deleteInvitedAccount(pool, id))) {
    await disableAccount(pool, id, clock());
  }
}
