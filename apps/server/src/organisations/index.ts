export { Organisations } from './organisations.ts';
export { organisationRoutes } from './routes.ts';
