export { Procedures } from './procedures.ts';
export { procedureRoutes } from './routes.ts';
