export { openLimitsInForce, type LimitsInForce } from './limits-in-force.ts';
export type { OwnLimits } from './regime.ts';
export { createRegimes, type Regimes } from './regimes.ts';
export { regimeRoutes } from './routes.ts';
export { defaultPackId } from './shipped-packs.ts';
export { venueInForce } from './venue-in-force.ts';
