export { readAccepted } from './accepted.ts';
export type { CardsDeps } from './deps.ts';
export { forgetDue as forgetDueCards } from './request-store.ts';
export { cardRoutes } from './routes.ts';
export { readCardTable } from './card-table.ts';
