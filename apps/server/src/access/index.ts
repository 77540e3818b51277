export { createAccess, type Access } from './access.ts';
export { authorise, type Action, type Scope } from './permissions.ts';
export { assertSecondFactor } from './second-factor.ts';
export { accessRoutes } from './routes.ts';
export type { Session } from './session.ts';
