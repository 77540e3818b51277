import { dateIn } from './calendar.ts';

const minuteMs = 60_000;

/**
 * The first instant of a calendar date in a zone: midnight, or the first moment after a clock that was put forward.
 * @param date `YYYY-MM-DD`, of the time since zones differ from UTC by whole minutes
 * @throws RangeError where the zone is unknown.
 */
export function startOfDay(timeZone: string, date: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`) / minuteMs;
  // Zones lie at most 14 hours ahead of UTC and 12 behind: the day begins somewhere in between.
  let before = midnight - 15 * 60;
  let inside = midnight + 13 * 60;
  while (inside - before > 1) {
    const middle = Math.floor((before + inside) / 2);
    if (dateIn(timeZone, new Date(middle * minuteMs)) < date) before = middle;
    else inside = middle;
  }
  return new Date(inside * minuteMs);
}
