export { endOfDay, isOpenAt, startOfDay, visitEndsBy } from './opening-hours.ts';
export { findClosed, presentClosed } from './closed.ts';
export { isTimeZone } from './wall-clock.ts';
export { presentGate, presentVenue } from './present.ts';
export { venueRoutes } from './routes.ts';
export { venueSearchRoute } from './search-route.ts';
export type { Gate, GateAtVenue, RulesAhead, Venue, VenueInForce } from './venue.ts';
export { createVenues, type Venues } from './venues.ts';
