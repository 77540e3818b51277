export { createAccess, type Access } from './access.ts';
export { authorise, type Action } from './permissions.ts';
export { accessRoutes } from './routes.ts';
export type { Session } from './session.ts';
