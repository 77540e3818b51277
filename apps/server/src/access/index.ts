export { createAccess, type Access, type StaffWithPassword } from './access.ts';
export type { AccessOptions } from './deps.ts';
export type { InvitationLink } from './invitation.ts';
export { authorise, may, type Action, type Scope } from './permissions.ts';
export { accessRoutes } from './routes.ts';
export type { Session } from './session.ts';
