export { invariants } from './faults.ts';
export { compareVenue, rebuildVenue } from './rebuild.ts';
export { listVenueIds } from './store.ts';
export { checkVenues, readOverdue, readStops, resumeVenue } from './watch.ts';
