export { createOrganisations, type Organisations } from './organisations.ts';
export { organisationRoutes } from './routes.ts';
