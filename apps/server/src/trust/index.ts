export { createTrust, demoIssuerName, type Trust } from './trust.ts';
export { trustRoutes } from './routes.ts';
