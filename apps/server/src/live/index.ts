export { Changes } from './changes.ts';
export { countOpenStreams, openEventStream, type EventStream } from './event-stream.ts';
export { OccupancyWatch, gathered } from './watch-venue.ts';
