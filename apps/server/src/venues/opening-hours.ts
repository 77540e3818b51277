import type { Venue } from './venue.ts';
import { instantsOf, midnightOf, timeOfDay, wallTimeAt } from './wall-clock.ts';

type Hours = Pick<Venue, 'timeZone' | 'opensAt' | 'closesAt'>;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Whether `now` lies in the opening hours, from the opening minute until before the closing minute. */
export function isOpenAt({ timeZone, opensAt, closesAt }: Hours, now: Date): boolean {
  if (opensAt === null || closesAt === null) {
    return true;
  }
  const time = timeOfDay(wallTimeAt(timeZone, now.getTime()));
  const opens = millisecondsOf(opensAt);
  const closes = millisecondsOf(closesAt);
  return opens < closes ? opens <= time && time < closes : opens <= time || time < closes;
}

/** When a visit that nobody ends is ended: at the next closing time, or after the longest stay where that is earlier. */
export function visitEndsBy(venue: Hours & Pick<Venue, 'longestStayMinutes'>, startedAt: Date): Date {
  const start = startedAt.getTime();
  const longest = start + venue.longestStayMinutes * minuteMs;
  if (venue.opensAt === null || venue.closesAt === null) {
    return new Date(longest);
  }
  return new Date(Math.min(longest, nextInstantOf(venue.timeZone, venue.closesAt, start)));
}

/** The instant at which the venue's calendar day began. */
export function startOfDay(now: Date, timeZone: string): Date {
  const midnight = midnightOf(wallTimeAt(timeZone, now.getTime()));
  return new Date(Math.min(...instantsOf(timeZone, midnight)));
}

/** The instant at which the venue's calendar day ends. */
export function endOfDay(now: Date, timeZone: string): Date {
  return new Date(nextInstantOf(timeZone, '00:00', now.getTime()));
}

/** Every visitor of a venue asks for the same closing time, all day long. */
const nextInstants = new Map<string, { readonly from: number; readonly next: number }>();
const maxRemembered = 1_000;

function nextInstantOf(timeZone: string, clockTime: string, after: number): number {
  const key = `${timeZone} ${clockTime}`;
  const known = nextInstants.get(key);
  if (known !== undefined && known.from <= after && after < known.next) {
    return known.next;
  }
  const next = findNextInstant(timeZone, clockTime, after);
  if (nextInstants.size >= maxRemembered) {
    nextInstants.clear();
  }
  nextInstants.set(key, { from: after, next });
  return next;
}

function findNextInstant(timeZone: string, clockTime: string, after: number): number {
  const midnight = midnightOf(wallTimeAt(timeZone, after));
  const candidates = [-1, 0, 1, 2].flatMap((days) =>
    instantsOf(timeZone, midnight + days * dayMs + millisecondsOf(clockTime)),
  );
  return Math.min(...candidates.filter((instant) => instant > after));
}

function millisecondsOf(clockTime: string): number {
  return (Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3, 5))) * minuteMs;
}
