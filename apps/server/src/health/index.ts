export { gaugesOf } from './gauges.ts';
export { healthRoutes } from './routes.ts';
