import { Problem } from '../http/problem.ts';
import type { Session } from './session.ts';

const officerActions = [
  'gate.feed',
  'review.decide',
  'visit.check-out',
  'visit.correct',
  'lease.hold',
  'lease.reclaim',
  'incident.close',
] as const;
const issuerActions = ['card.read', 'card.request', 'card.decide', 'card.revoke', 'issuer.read'] as const;
const managerActions = [
  'venue.read',
  'venue.create',
  'venue.change',
  'venue.limit',
  'gate.create',
  'gate.pair',
  'poster.print',
  'roster.read',
  'roster.change',
  'staff.read',
  'staff.invite',
  'staff.disable',
  'device.read',
  'device.remove',
  'organisation.read',
  'audit.read',
  'procedure.read',
  'procedure.change',
] as const;
const overseerActions = ['regime.read', 'rule-pack.add', 'exposure.read', 'exposure.enter'] as const;
const areaActions = ['area.read', 'regime.change', 'incident.close'] as const;
const adminActions = ['organisation.create', 'issuer.grant', 'issuer.revoke', 'staff.reset-factors'] as const;

/** Everything that needs a permission. */
export type Action =
  | (typeof officerActions)[number]
  | (typeof issuerActions)[number]
  | (typeof managerActions)[number]
  | (typeof overseerActions)[number]
  | (typeof areaActions)[number]
  | (typeof adminActions)[number];

/** What the action touches. Nothing given means: all of the installation. */
export interface Scope {
  readonly organisationId?: string;
  readonly gateId?: string;
  /** Null: something that lies in no known area. */
  readonly areaCode?: string | null;
}

const ofOfficers: ReadonlySet<Action> = new Set(officerActions);
const ofIssuers: ReadonlySet<Action> = new Set(issuerActions);
const ofOverseers: ReadonlySet<Action> = new Set(overseerActions);
const inAreas: ReadonlySet<Action> = new Set(areaActions);
const ofManagers: ReadonlySet<Action> = new Set([...officerActions, ...issuerActions, ...managerActions]);

/**
 * Whether this session may do `action` there: officers at their gates, issuers their cards and managers everything in
 * their organisation, overseers what concerns their area or people wherever they are, admins everywhere.
 */
export function may(session: Session, action: Action, scope: Scope): boolean {
  if (session.role === 'officer') {
    return ofOfficers.has(action) && isAtOwnGate(session, scope);
  }
  if (session.role === 'overseer') {
    return ofOverseers.has(action) || (inAreas.has(action) && isInOwnArea(session, scope));
  }
  const inOrganisation = session.role === 'issuer' ? ofIssuers : ofManagers;
  return session.role === 'admin' || (inOrganisation.has(action) && isInOwnOrganisation(session, scope));
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

/** A code begins with that of every area above it. */
function isInOwnArea({ areaCode }: Session, scope: Scope): boolean {
  return areaCode !== null && `${scope.areaCode ?? ''}.`.startsWith(`${areaCode}.`);
}

function isAtOwnGate(session: Session, scope: Scope): boolean {
  const elsewhere = scope.organisationId !== undefined && scope.organisationId !== session.organisationId;
  return !elsewhere && scope.gateId !== undefined && session.gateIds.includes(scope.gateId);
}
