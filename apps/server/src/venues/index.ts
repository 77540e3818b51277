export { isOpenAt, startOfDay, visitEndsBy } from './opening-hours.ts';
export { presentGate, presentVenue } from './present.ts';
export { venueRoutes } from './routes.ts';
export type { Gate, GateAtVenue, Venue } from './venue.ts';
export { createVenues, type Venues } from './venues.ts';
