import { dateIn } from './calendar.ts';
import { startOfDay } from './start-of-day.ts';

/** Longer than any quarantine or waiting period of the packs. */
export const searchDays = 45;
const dayMs = 86_400_000;

/** Finding midnights costs more than screening; everybody of one day in one zone has the same ones ahead. */
const lastMidnights = new Map<string, { readonly today: string; readonly midnights: readonly Date[] }>();

/** The midnights of the next 45 days in a zone. */
export function midnightsAfter(now: Date, timeZone: string): readonly Date[] {
  const today = dateIn(timeZone, now);
  const last = lastMidnights.get(timeZone);
  if (last?.today === today) return last.midnights;
  const noon = startOfDay(timeZone, today).getTime() + dayMs / 2;
  const midnights = Array.from({ length: searchDays }, (_unused, day) =>
    startOfDay(timeZone, dateIn(timeZone, new Date(noon + (day + 1) * dayMs))),
  );
  lastMidnights.set(timeZone, { today, midnights });
  return midnights;
}
