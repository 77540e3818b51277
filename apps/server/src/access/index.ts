export { createAccess, type Access } from './access.ts';
export { authorise, may, type Action } from './permissions.ts';
export { accessRoutes } from './routes.ts';
export type { Session } from './session.ts';
