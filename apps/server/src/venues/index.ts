export { isOpenAt, startOfDay, visitEndsBy } from './hours.ts';
export { venueRoutes } from './routes.ts';
export { presentGate, presentVenue, type Gate, type GateAtVenue, type Venue } from './venue.ts';
export { Venues } from './venues.ts';
