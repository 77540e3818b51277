import { CheckInReply, Correction, FeedEntry, OccupancyReply } from '@gapura/contract';
import { Type } from 'typebox';
import type { Access } from '../access/index.ts';
import type { App } from '../http/app.ts';
import { gathered, openEventStream, type Changes, type OccupancyWatch } from '../live/index.ts';
import { CheckInParams, GateParams, VenueParams, authoriseGate } from './routes.ts';
import type { Visits } from './visits.ts';

const repeatMs = 5_000;

export interface StreamDeps {
  readonly visits: Visits;
  readonly access: Access;
  readonly changes: Changes;
  readonly watch: OccupancyWatch;
  readonly onError: (error: Error) => void;
}

/** What one event's data holds; for readers of the API, since streams are written past the serialiser. */
const events = (schema: object) => ({ 200: { description: 'Events', content: { 'text/event-stream': { schema } } } });
// HEAD would open a stream that has no body and no end.
const exposeHeadRoute = false;
/** A session that was ended elsewhere loses its feed within this time: the browser connects again and is refused. */
const feedEndsAfterMs = 4 * 60_000;

export function streamRoutes(app: App, deps: StreamDeps): void {
  const { visits, watch } = deps;

  app.get(
    '/venues/:venueId/occupancy/stream',
    {
      exposeHeadRoute,
      schema: {
        tags: ['visits'],
        summary: 'Live: `event: occupancy`',
        params: VenueParams,
        response: events(OccupancyReply),
      },
    },
    async (request, reply) => {
      const first = await visits.readOccupancy(request.params.venueId);
      const stream = openEventStream(request, reply);
      stream.send('occupancy', first, String(first.occupancy.seq));
      stream.onClose(watch.watch(first.venue.id, (next) => stream.send('occupancy', next, String(next.occupancy.seq))));
    },
  );

  app.get(
    '/gates/:code/check-ins/:eventId/stream',
    {
      exposeHeadRoute,
      schema: {
        tags: ['visits'],
        summary: 'Live: `event: check-in`',
        params: CheckInParams,
        response: events(CheckInReply),
      },
    },
    async (request, reply) => {
      const { code, eventId } = request.params;
      const first = await visits.getCheckIn(code, eventId);
      const stream = openEventStream(request, reply);
      const send = onlyChanges(
        (next: typeof first) => stream.send('check-in', next),
        ({ outcome, disputableUntil }) => `${outcome} ${disputableUntil ?? ''}`,
      );
      send(first);
      const refresh = async () => send(await visits.getCheckIn(code, eventId));
      stream.onClose(repeatedly(deps, first.venue.id, refresh));
    },
  );

  feedStream(app, deps);
}

function feedStream(app: App, deps: StreamDeps): void {
  const { visits, access } = deps;
  app.get(
    '/gates/:code/feed/stream',
    {
      exposeHeadRoute,
      schema: {
        tags: ['officer'],
        summary: 'Live: `event: entry`, `event: correction` and `event: occupancy`',
        params: GateParams,
        response: events(Type.Union([FeedEntry, Correction, OccupancyReply])),
      },
    },
    async (request, reply) => {
      const gate = await authoriseGate(access, visits, request, 'gate.feed');
      const first = await visits.readFeed(gate);
      const stream = openEventStream(request, reply);
      const sendEntry = onlyChangedEntries((entry) => stream.send('entry', entry));
      const sendCorrection = onlyChangedEntries((correction) => stream.send('correction', correction));
      const send = ({ entries, corrections, occupancy, stoppedSince, closed, venue }: typeof first) => {
        entries.toReversed().forEach(sendEntry);
        corrections.toReversed().forEach(sendCorrection);
        const at = visits.deps.clock().toISOString();
        stream.send('occupancy', { venue, occupancy, at, stoppedSince, ...(closed !== undefined && { closed }) });
      };
      send(first);
      stream.onClose(repeatedly(deps, gate.venueId, async () => send(await visits.readFeed(gate))));
      const timer = setTimeout(() => stream.end(), feedEndsAfterMs);
      stream.onClose(() => clearTimeout(timer));
    },
  );
}

/** Runs `refresh` at each change of the venue and every few seconds; returns what ends it. */
function repeatedly(deps: StreamDeps, venueId: string, refresh: () => Promise<void>): () => void {
  const run = gathered(refresh, deps.onError);
  const unfollow = deps.changes.follow(venueId, run);
  const timer = setInterval(run, repeatMs);
  return () => {
    clearInterval(timer);
    unfollow();
  };
}

function onlyChanges<T>(send: (value: T) => void, mark: (value: T) => string): (value: T) => void {
  let last: string | undefined;
  return (value) => {
    const now = mark(value);
    if (now !== last) {
      last = now;
      send(value);
    }
  };
}

interface Entry {
  readonly eventId: string;
}

/** Sends an entry when it is new or differs from what was sent; remembers only what the newest feed still holds. */
function onlyChangedEntries<T extends Entry>(send: (entry: T) => void): (entry: T) => void {
  const sent = new Map<string, string>();
  return (entry) => {
    const mark = JSON.stringify(entry);
    if (sent.get(entry.eventId) === mark) {
      return;
    }
    sent.delete(entry.eventId);
    sent.set(entry.eventId, mark);
    if (sent.size > 200) {
      sent.delete(sent.keys().next().value ?? '');
    }
    send(entry);
  };
}
