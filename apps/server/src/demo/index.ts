export { createDemo, getDemoIssuer, type Demo } from './demo.ts';
export { demoRoutes } from './routes.ts';
