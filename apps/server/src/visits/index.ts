export { Visits } from './visits.ts';
export { visitRoutes } from './routes.ts';
export { streamRoutes } from './stream-routes.ts';
export { endDueVisits, forgetOld } from './sweep.ts';
