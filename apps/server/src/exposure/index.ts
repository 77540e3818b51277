export { Exposures } from './exposures.ts';
export { Incidents } from './incidents.ts';
export { exposureRoutes } from './routes.ts';
