import { Problem } from '../http/problem.ts';
import type { Session } from './session.ts';

const officerActions = ['gate.feed', 'review.decide', 'visit.check-out'] as const;
const managerActions = [
  'venue.read',
  'venue.create',
  'venue.change',
  'venue.limit',
  'gate.create',
  'gate.pair',
  'poster.print',
  'staff.read',
  'staff.invite',
  'staff.disable',
  'device.read',
  'device.remove',
  'organisation.read',
] as const;

/** Everything that needs a permission. */
export type Action = (typeof officerActions)[number] | (typeof managerActions)[number] | 'organisation.create';

/** What the action touches. Nothing given means: all of the installation. */
export interface Scope {
  readonly organisationId?: string;
  readonly gateId?: string;
}

const ofOfficers: ReadonlySet<Action> = new Set(officerActions);
const ofManagers: ReadonlySet<Action> = new Set([...officerActions, ...managerActions]);

/** Whether this session may do `action` there: officers at their gates, managers in their organisation, admins everywhere. */
export function may(session: Session, action: Action, scope: Scope): boolean {
  if (session.role === 'officer') {
    return ofOfficers.has(action) && isAtOwnGate(session, scope);
  }
  return session.role === 'admin' || (ofManagers.has(action) && isInOwnOrganisation(session, scope));
}

/** @throws Problem permission-missing */
export function authorise(session: Session, action: Action, scope: Scope): void {
  if (!may(session, action, scope)) {
    throw new Problem('permission-missing');
  }
}

function isInOwnOrganisation({ organisationId }: Session, scope: Scope): boolean {
  return organisationId !== null && scope.organisationId === organisationId;
}

function isAtOwnGate(session: Session, scope: Scope): boolean {
  const elsewhere = scope.organisationId !== undefined && scope.organisationId !== session.organisationId;
  return !elsewhere && scope.gateId !== undefined && session.gateIds.includes(scope.gateId);
}
