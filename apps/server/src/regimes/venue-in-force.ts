import { earlierClosing, openingBefore } from '@gapura/screening';
import type { Venue, VenueInForce } from '../venues/index.ts';
import { nextEntry, rulesAhead } from './ahead.ts';
import { regimeOf, type Timeline } from './regime.ts';

const minuteMs = 60_000;

interface Known {
  readonly timeline: Timeline;
  readonly from: number;
  readonly until: number;
  readonly inForce: VenueInForce;
}

/** Venues are read anew every few seconds; while one object lives, nothing of it changes. */
const known = new WeakMap<Venue, Known>();

/** A venue with the hours, the rules and the order in force at an instant. Exact to the millisecond of a change. */
export function venueInForce(timeline: Timeline, venue: Venue, at: Date): VenueInForce {
  const time = at.getTime();
  const remembered = known.get(venue);
  if (remembered?.timeline === timeline && remembered.from <= time && time < remembered.until) {
    return remembered.inForce;
  }
  const inForce = computeInForce(timeline, venue, at);
  // Days begin on a full minute everywhere, and limits change with the day.
  const endOfMinute = (Math.floor(time / minuteMs) + 1) * minuteMs;
  const until = Math.min(endOfMinute, nextEntry(timeline, at)?.getTime() ?? endOfMinute);
  known.set(venue, { timeline, from: time, until, inForce });
  return inForce;
}

function computeInForce(timeline: Timeline, venue: Venue, at: Date): VenueInForce {
  const { level, pack, allowed, order } = regimeOf(timeline, venue, at);
  const closesAt = earlierClosing(venue.closesAt, allowed.closesAt);
  const opensAt =
    closesAt === null || closesAt === venue.closesAt ? venue.opensAt : openingBefore(closesAt, venue.opensAt);
  const longestStayMinutes = Math.min(venue.longestStayMinutes, allowed.longestStayMinutes ?? venue.longestStayMinutes);
  return {
    venue: { ...venue, opensAt, closesAt, longestStayMinutes },
    level,
    rules: pack,
    closing: order?.kind === 'close' ? order : null,
    ahead: rulesAhead(timeline, venue, at),
  };
}
