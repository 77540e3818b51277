/** Opening hours as `HH:MM` in a venue's own time zone; null and null: always open. Hours may pass midnight. */
export interface Hours {
  readonly timeZone: string;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
}

const minuteMs = 60_000;
const dayMinutes = 1_440;

export function isOpenAt({ timeZone, opensAt, closesAt }: Hours, now: Date): boolean {
  if (opensAt === null || closesAt === null) {
    return true;
  }
  const minute = minuteOfDay(now, timeZone);
  const [opens, closes] = [parseMinutes(opensAt), parseMinutes(closesAt)];
  return opens < closes ? minute >= opens && minute < closes : minute >= opens || minute < closes;
}

/** When a visit that nobody ends is ended: at the next closing time, at the latest after the longest stay. */
export function visitEndsBy(venue: Hours & { readonly longestStayMinutes: number }, startedAt: Date): Date {
  const longest = new Date(startedAt.getTime() + venue.longestStayMinutes * minuteMs);
  if (venue.opensAt === null || venue.closesAt === null) {
    return longest;
  }
  const closing = nextTimeOfDay(venue.closesAt, venue.timeZone, startedAt);
  return closing < longest ? closing : longest;
}

/** The instant at which the day of `now` began in this zone. */
export function startOfDay(now: Date, timeZone: string): Date {
  const rough = new Date(now.getTime() - minuteOfDay(now, timeZone) * minuteMs);
  return new Date(Math.floor(rough.getTime() / minuteMs) * minuteMs);
}

/** The first instant after `from` at which the zone's clocks show this time. */
function nextTimeOfDay(time: string, timeZone: string, from: Date): Date {
  const wanted = parseMinutes(time);
  const wait = (wanted - minuteOfDay(from, timeZone) + dayMinutes) % dayMinutes || dayMinutes;
  const whole = Math.floor(from.getTime() / minuteMs) * minuteMs;
  const guess = new Date(whole + wait * minuteMs);
  // Where clocks were changed in between, the guess is off by the change.
  const off = minuteOfDay(guess, timeZone) - wanted;
  const shift = off > dayMinutes / 2 ? off - dayMinutes : off < -dayMinutes / 2 ? off + dayMinutes : off;
  return new Date(guess.getTime() - shift * minuteMs);
}

function parseMinutes(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function minuteOfDay(at: Date, timeZone: string): number {
  const known = formats.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (known === undefined) {
    formats.set(timeZone, format);
  }
  return parseMinutes(format.format(at));
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    // Intl says by a RangeError that there is no such zone.
    return false;
  }
}
