export { useOccupancy, type LiveOccupancy } from './use-occupancy.ts';
export { useNow } from './use-now.ts';
