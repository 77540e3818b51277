export { Changes } from './changes.ts';
export { countOpenStreams, endOpenStreams, openEventStream } from './event-stream.ts';
export { OccupancyWatch, gathered } from './watch-venue.ts';
