export { Leases } from './leases.ts';
export { leaseRoutes } from './routes.ts';
