import type {
  DeviceSummary,
  GateSummary,
  InvitationView,
  PasskeySummary,
  SessionReply,
  StaffMember,
} from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';
import { listDevices, type DeviceRow } from './device-store.ts';
import { findAreaName, findOrganisationName, listGates, type GateRow, type Invitation } from './invitation-store.ts';
import type { PasskeyRow } from './passkey-store.ts';
import type { Session } from './session.ts';
import { findAccount, type StaffRow } from './store.ts';

function presentGate({ code, name, direction }: GateRow): GateSummary {
  return { code, name, direction };
}

function presentOrganisation(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name };
}

function presentArea(code: string | null, name: string | null): { code: string; name: string } | null {
  return code === null || name === null ? null : { code, name };
}

export function presentStaff({ organisationId, organisationName, areaCode, areaName, ...row }: StaffRow): StaffMember {
  return {
    ...row,
    gates: [...row.gates],
    organisation: presentOrganisation(organisationId, organisationName),
    area: presentArea(areaCode, areaName),
  };
}

export function presentInvitation({ displayName, signInName, role, expiresAt }: Invitation): InvitationView {
  return { displayName, signInName, role, expiresAt: expiresAt.toISOString() };
}

export function presentDevice({ id, name, pairedAt, lastSeenAt }: DeviceRow, gate: GateRow): DeviceSummary {
  return { id, name, gate: presentGate(gate), pairedAt: pairedAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() };
}

export function presentPasskey({ id, name, createdAt, lastUsedAt }: PasskeyRow): PasskeySummary {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}

export async function presentSession(db: Queryable, session: Session): Promise<SessionReply> {
  const { accountId, deviceId, organisationId, areaCode, role, gateIds, expiresAt, assurance } = session;
  const account = accountId === null ? null : await findAccount(db, accountId);
  const [device] = deviceId === null ? [] : await listDevices(db, { id: deviceId });
  const organisationName = organisationId === null ? null : await findOrganisationName(db, organisationId);
  const areaName = areaCode === null ? null : await findAreaName(db, areaCode);
  const gates = gateIds.length === 0 ? [] : await listGates(db, { ids: gateIds });
  return {
    account: account && { id: account.id, displayName: account.displayName, signInName: account.signInName },
    device: device === undefined ? null : { id: device.id, name: device.name },
    role,
    organisation: presentOrganisation(organisationId, organisationName),
    area: presentArea(areaCode, areaName),
    gates: gates.map((gate) => ({ gate: presentGate(gate), venue: gate.venue })),
    expiresAt: expiresAt.toISOString(),
    assurance,
  };
}
