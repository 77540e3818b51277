export { Visits, type LimitChange } from './visits.ts';
export { visitRoutes } from './routes.ts';
export { streamRoutes } from './stream-routes.ts';
export { endDueVisits, forgetOld, type SweepDeps } from './sweep.ts';
